import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { isLive, openDevice, phone, waitForText, type Device } from '../support/browser.ts';
import { opened, say } from '../support/chatting.ts';
import { companyDirectory, companyPassword as password } from '../support/company-directory.ts';
import { eventually } from '../support/eventually.ts';
import { replacement } from '../support/ldif.ts';
import { createListeners } from '../support/listener.ts';
import { startSlapd, type Slapd } from '../support/slapd.ts';
import { openWorld, type World } from '../support/world.ts';

const withinMs = 20_000;

describe('Whoever the directory takes out of a group while people chat', function () {
  this.timeout(90_000);
  let slapd: Slapd;
  let world: World;
  const devices: Device[] = [];
  const { connect, closeAll } = createListeners(() => world.baseUrl);

  before(async () => {
    slapd = await startSlapd();
    await companyDirectory(slapd).fill();
    const settings = { ...companyDirectory(slapd).settings(slapd), DEFAULT_LANGUAGE: 'de' };
    world = await openWorld('SQLite', settings);
    const isThere = () => world.umlauf.db('people').where({ login: 'clara' }).first('id');
    await eventually(isThere, Boolean, withinMs);
  });
  after(async () => {
    closeAll();
    await Promise.all(devices.map(({ context }) => context.close()));
    await world.stop();
    await slapd.stop();
  });

  async function enter(login: string): Promise<Page> {
    const device = await openDevice(world.umlauf.config.baseUrl, phone);
    devices.push(device);
    const { page } = device;
    await page.goto('/sign-in');
    await page.locator('[name=login]').fill(login);
    await page.locator('[name=password]').fill(password);
    await page.locator('[name=password]').press('Enter');
    await page.waitForURL(`${world.umlauf.config.baseUrl}/`);
    return page;
  }

  async function write(page: Page, text: string): Promise<void> {
    await page.getByRole('textbox', { name: /^Nachricht an/ }).fill(text);
    await page.getByRole('button', { name: 'Senden' }).click();
  }

  it('sees nothing more, on the open page and with his old session; the others go on', async () => {
    const anna = await world.signIn('anna', { password });
    const channelId = await opened(world.umlauf, anna, { teams: ['Brandschutz'], history: 'whole' });
    const [ben, clara, dora] = [await enter('ben'), await enter('clara'), await enter('dora')];
    for (const page of [ben, clara, dora]) {
      await page.goto(`/channels/${channelId}`);
      await isLive(page);
    }
    await write(ben, 'Die Löscher sind geprüft.');
    for (const page of [clara, dora]) await waitForText(page, '.message', 'Die Löscher sind geprüft.');
    await write(dora, 'Danke, Ben.');
    for (const page of [ben, clara]) await waitForText(page, '.message', 'Danke, Ben.');

    const session = (await clara.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const heardLater = await connect({ cookie: session });
    const members = ['ben', 'dora'].map(companyDirectory(slapd).personDn);
    await slapd.apply(replacement(companyDirectory(slapd).groupDn('Brandschutz'), 'member', members));
    await clara.waitForURL((url) => url.pathname === '/channels', { timeout: withinMs });

    await write(ben, 'Clara ist jetzt in der Pflege.');
    await waitForText(dora, '.message', 'Clara ist jetzt in der Pflege.');
    const texts = async () => [await clara.content(), JSON.stringify(heardLater.heard)].join('\n');
    assert.doesNotMatch(await texts(), /in der Pflege/);
    assert.doesNotMatch(await clara.locator('body').innerText(), /Löscher|Danke, Ben/);

    const again = await connect({ cookie: session });
    await write(dora, 'Bis morgen.');
    await waitForText(ben, '.message', 'Bis morgen.');
    assert.deepEqual(again.of('message:posted'), []);
    assert.equal((await clara.goto(`/channels/${channelId}`))?.status(), 404);
    for (const path of ['', '/messages', '/changes', '/members']) {
      const answer = await clara.request.get(`/api/v1/channels/${channelId}${path}`);
      assert.equal(answer.status(), 404, path);
    }
    assert.doesNotMatch(await clara.content(), /Löscher|Pflege|morgen/);
    await say(await world.signIn('ben', { password }), channelId, 'Feierabend.');
    await waitForText(dora, '.message', 'Feierabend.');
  });
});
