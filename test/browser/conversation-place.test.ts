import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { isLive, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { opened, post, say } from '../support/chatting.ts';

const field = (page: Page) => page.getByRole('textbox', { name: /^Nachricht an/ });
const topOf = (page: Page, id: string): Promise<number> =>
  page.locator(`#${id}`).evaluate((row) => row.getBoundingClientRect().top);

describeInBrowser('A conversation on a phone', (stage) => {
  const begin = async (title: string): Promise<string> =>
    opened(stage().world.umlauf, await stage().world.signIn('anna'), { teams: ['Frühschicht'], title });

  it('stays where one reads while something is said below, and shows the way there', async () => {
    const id = await begin('Lange Übergabe');
    const mehmet = await stage().world.signIn('m.aydogan');
    for (let number = 1; number <= 30; number += 1) {
      await say(mehmet, id, `Nachricht ${number}`);
      stage().world.clock.advance(1000);
    }
    const { page } = await stage().onPhone('ben');
    await page.goto(`/channels/${id}#message-10`);
    await isLive(page);
    await waitForText(page, '.log-newest a', 'Zu den neuesten Nachrichten');
    const before = await topOf(page, 'message-10');
    await say(mehmet, id, 'Ganz unten');
    await waitForText(page, '.log-newest a', 'Neue Nachrichten');
    assert.equal(await topOf(page, 'message-10'), before);
    await page.getByRole('link', { name: 'Neue Nachrichten' }).tap();
    await page.locator('.log-newest a').waitFor({ state: 'hidden' });
    const shown = await topOf(page, 'message-31');
    await field(page).fill('Eins\nzwei\ndrei\nvier');
    await page.waitForFunction(
      (top) => (document.querySelector('#message-31')?.getBoundingClientRect().top ?? top) < top,
      shown,
    );
  });

  it('says why a message was not taken, and lets the next one pass', async () => {
    stage().expectTroubles(/status of 429/);
    const id = await begin('Rufe');
    const ben = await stage().world.signIn('ben');
    const call = { text: '@[alle](all) bitte kommen' };
    while ((await post(ben, id, call)).status === 201) stage().world.clock.advance(1000);
    const { page } = await stage().onPhone('ben');
    await page.goto(`/channels/${id}`);
    await isLive(page);
    await field(page).pressSequentially('@alle');
    await page.getByRole('option', { name: 'alle' }).tap();
    await page.getByRole('button', { name: 'Senden', exact: true }).tap();
    await waitForText(page, '.message-pending', /nicht gesendet: Alle wurden in einer Stunde/);
    await field(page).fill('Dann ohne.');
    await page.getByRole('button', { name: 'Senden', exact: true }).tap();
    await waitForText(page, '.message-own:not(.message-pending)', 'Dann ohne.');
  });
});
