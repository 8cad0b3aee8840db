import type { BrowserContextOptions } from 'playwright-core';
import type { Device } from '../browser.ts';
import type { Stage } from '../browser-stage.ts';
import type { Visitor } from '../visitor.ts';
import type { PageInAState } from './page-in-a-state.ts';

/** A device for each person, signed in already. */
export async function openDevices(
  pages: PageInAState[],
  stage: Stage,
  language: string,
  options: BrowserContextOptions = {},
): Promise<Map<string | null, Device>> {
  const devices = new Map<string | null, Device>();
  for (const { login, shared = false } of pages) {
    if (devices.has(login)) continue;
    const device = await stage.onDesktop(null, {
      permissions: ['notifications'],
      locale: language,
      ...options,
    });
    if (login !== null) {
      const visitor = await stage.world.signIn(login, { shared });
      await visitor.post('/me/language', { language });
      await device.context.addCookies(cookiesOf(visitor, stage.baseUrl));
    }
    devices.set(login, device);
  }
  return devices;
}

const cookiesOf = ({ cookie }: Visitor, url: string) =>
  cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
