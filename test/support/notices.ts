import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

const [tries, patienceMs] = [3, 5000];

export type ShownNotice = { title: string; body: string; lang: string; tag: string; data: unknown };

/** Hands a message to the page's own service worker, as the browser does when its push service brings one. */
export async function deliverPush(page: Page, data: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const errors: string[] = [];
  session.on('ServiceWorker.workerErrorReported', ({ errorMessage }) => {
    errors.push(errorMessage.errorMessage);
  });
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (registration) resolve(registration.registrationId);
    });
  });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await session.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  const registrationId = await registered;
  // A worker that is just being stopped does not get what the browser's tools hand over; a push service brings it again.
  for (let left = tries - 1; ; left -= 1) {
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
    const isShown = await eventually(
      () => shownNotices(page),
      ({ length }) => length > 0,
      patienceMs,
    ).then(
      () => true,
      () => false,
    );
    if (isShown) break;
    assert.ok(left > 0, 'nothing was shown');
  }
  await session.detach();
  assert.deepEqual(errors, []);
}

export function shownNotices(page: Page): Promise<ShownNotice[]> {
  return page.evaluate(async () => {
    const notices = await (await navigator.serviceWorker.ready).getNotifications();
    return notices.map(({ title, body, lang, tag, data }) => ({
      title,
      body,
      lang,
      tag,
      data: data as unknown,
    }));
  });
}

type TappedWorker = {
  registration: ServiceWorkerRegistration;
  clients: { openWindow: (url: string) => Promise<unknown> };
  onClick: (notice: Notification) => Promise<void>;
};

/** Taps the one notice that stands. The window it opens is only named: a browser opens it for a real finger alone. */
export async function tapNotice(page: Page): Promise<string> {
  const [worker] = page.context().serviceWorkers();
  assert.ok(worker, 'a service worker runs');
  const opened = await worker.evaluate(async () => {
    const self = globalThis as unknown as TappedWorker;
    const [notice] = await self.registration.getNotifications();
    const urls: string[] = [];
    self.clients.openWindow = (url) => Promise.resolve(urls.push(url));
    if (notice) await self.onClick(notice);
    return urls;
  });
  assert.equal(opened.length, 1);
  return opened[0] ?? '';
}
