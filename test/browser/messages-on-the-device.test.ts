import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { isLive, signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { opened, say } from '../support/chatting.ts';
import { field, message, open, write } from '../support/conversation-page.ts';
import { eventually } from '../support/eventually.ts';
import { findInBrowser, serviceWorkerKeepsPage } from '../support/waiting-here.ts';

describeInBrowser('What is kept of a channel on the device', (stage) => {
  const begin = async (title: string): Promise<string> =>
    opened(stage().world.umlauf, await stage().world.signIn('anna'), { teams: ['Frühschicht'], title });

  it('keeps what is typed and what waits through a reload, and sends it once', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    const id = await begin('Funkloch');
    const [ben, mehmet] = [await stage().onPhone('ben'), await stage().onPhone('m.aydogan')];
    await Promise.all([open(ben.page, id), open(mehmet.page, id)]);
    await serviceWorkerKeepsPage(ben.page);
    await field(ben.page).fill('Halb fertig');
    await keptHere(ben.page, 'draft');
    await ben.page.reload();
    await ben.page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#text')?.value === 'Halb fertig',
    );

    await ben.context.setOffline(true);
    await write(ben.page, 'Aus dem Keller.');
    await waitForText(ben.page, '.message-pending', 'wartet auf Verbindung');
    await keptHere(ben.page, 'waiting');
    assert.deepEqual(await findInBrowser(ben.page, ['Keller', 'Halb fertig']), [], 'it is sealed');
    await ben.context.setOffline(false);
    await ben.page.reload();
    await waitForText(ben.page, '.message-own:not(.message-pending)', 'Aus dem Keller.');
    await waitForText(mehmet.page, '.message', 'Aus dem Keller.');
    assert.equal(await message(mehmet.page, 'Aus dem Keller.').count(), 1);
    // What waited may stand beside what the page has brought until its answer comes.
    await eventually(
      () => ben.page.locator('.message').count(),
      (count) => count === 1,
    );
  });

  it('leaves nothing of it to the next user of the browser', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    const id = await begin('Geheimes');
    const { page, context } = await stage().onPhone('ben');
    await open(page, id);
    await serviceWorkerKeepsPage(page);
    // Whatever is said is lost on the way.
    await page.route('**/api/v1/channels/*/messages', (route) => route.abort());
    await write(page, 'Wartet noch.');
    await waitForText(page, '.message-pending', 'wartet auf Verbindung');
    await field(page).fill('Noch nicht gesendet');
    await keptHere(page, 'draft');
    await keptHere(page, 'waiting');
    await page.unrouteAll();
    // Somebody else signs in on the same browser before it has gone out: his own page takes it away.
    await context.request.post('/sign-in', { form: { login: 'm.aydogan' }, maxRedirects: 0 });
    const next = await context.newPage();
    await next.goto('/channels');
    await keptHere(next, null);
    await open(next, id);
    assert.equal(await field(next).inputValue(), '');
    assert.equal(await message(next, 'Wartet noch.').count(), 0);
  });

  it('asks before it signs out what has not been sent, and leaves nothing of it', async () => {
    const id = await begin('Abschied');
    const { page, context } = await stage().onPhone('ben');
    stage().expectTroubles(/ERR_FAILED/);
    await open(page, id);
    await serviceWorkerKeepsPage(page);
    await page.route('**/api/v1/channels/*/messages', (route) => route.abort());
    await write(page, 'Wartet noch.');
    await keptHere(page, 'waiting');
    await page.goto('/me');
    await page.getByRole('button', { name: 'Auf diesem Gerät abmelden' }).tap();
    await waitForText(page, 'dialog', 'Eine Nachricht wartet noch auf diesem Gerät.');
    await page.getByRole('button', { name: 'Abmelden und löschen' }).tap();
    await page.waitForURL('/sign-in');
    await keptHere(page, null);
    assert.deepEqual(await context.cookies(), []);
  });

  it('keeps nothing on a shared computer', async () => {
    const id = await begin('Terminal');
    const { page, context } = await stage().onDesktop(null);
    await signInOn(page, 'ben', { shared: true });
    await context.pages()[0]?.goto(`/channels/${id}`);
    await isLive(page);
    await field(page).fill('Halb fertig');
    await page.reload();
    await isLive(page);
    assert.equal(await field(page).inputValue(), '');
    await keptHere(page, null);
  });

  it('finds what was typed into an edit again after a reload, and what waits beside it', async () => {
    const id = await begin('Neu geladen');
    await say(await stage().world.signIn('ben'), id, 'Linie 4');
    const { page } = await stage().onPhone('ben');
    await open(page, id);
    await field(page).fill('Noch etwas');
    await message(page, 'Linie 4').getByRole('link', { name: 'Mehr' }).tap();
    await page.getByRole('link', { name: 'Bearbeiten' }).tap();
    await waitForText(page, '.composer-about', 'Nachricht bearbeiten');
    await field(page).fill('Linie 4 steht seit');
    await eventually(
      () => statesHere(page),
      ({ length }) => length === 2,
    );
    await page.reload();
    await waitForText(page, '.composer-about', 'Nachricht bearbeiten');
    assert.equal(await field(page).inputValue(), 'Linie 4 steht seit');
    await page.getByRole('link', { name: 'Abbrechen' }).tap();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Noch etwas');
    await page.reload();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Noch etwas');
    assert.equal(await page.locator('.composer-about').isHidden(), true);
  });
});

/** Waits until the browser keeps something of this kind, or nothing at all. */
async function keptHere(page: Page, wanted: 'draft' | 'waiting' | null): Promise<void> {
  await eventually(
    () => statesHere(page),
    (states) => (wanted === null ? states.length === 0 : states.includes(wanted)),
  );
}

function statesHere(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'umlauf')) return [];
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('umlauf');
      opening.onsuccess = () => resolve(opening.result);
    });
    const records = await new Promise<{ state: string }[]>((resolve) => {
      const all = database.transaction('messages').objectStore('messages').getAll();
      all.onsuccess = () => resolve(all.result as { state: string }[]);
    });
    database.close();
    return records.map(({ state }) => state);
  });
}
