import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { clearOverdue } from '../../server/channels/retention/clear-overdue.ts';
import { opened, say } from '../support/chatting.ts';
import { isLive, signInOn, waitForText } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { leave } from '../support/membership.ts';
import { findInBrowser, serviceWorkerKeepsPage } from '../support/waiting-here.ts';

const early = { teams: ['Frühschicht'] };

const field = (page: Page) => page.getByRole('textbox', { name: /^Nachricht an/ });

async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole('button', { name: 'Senden', exact: true }).click();
}

/** The conversation is open, and what is said comes in. */
async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/channels/${id}`);
  await isLive(page);
}

const message = (page: Page, text: string) => page.locator('.message', { hasText: text });

describeInBrowser('A channel', (stage) => {
  const house = () => stage().world.umlauf;
  const begin = async (title = 'Übergabe'): Promise<string> =>
    opened(house(), await stage().world.signIn('anna'), { ...early, title });

  it('lets two phones talk: posted, answered, edited, deleted, reacted to', async () => {
    const id = await begin();
    const [ben, mehmet] = [await stage().onPhone('ben'), await stage().onPhone('m.aydogan')];
    await Promise.all([open(ben.page, id), open(mehmet.page, id)]);

    await write(ben.page, 'Linie 4 steht.');
    await waitForText(mehmet.page, '.message', /Ben Yıldız[^]*Linie 4 steht\./);
    await waitForText(ben.page, '.message-own:not(.message-pending)', 'Linie 4 steht.');

    await message(mehmet.page, 'Linie 4 steht.').getByRole('link', { name: 'Mehr' }).tap();
    await mehmet.page.getByRole('link', { name: 'Antworten' }).tap();
    await write(mehmet.page, 'Ich komme.');
    await waitForText(ben.page, '.message .quote', /Ben Yıldız\s*Linie 4 steht\./);

    await message(ben.page, 'Ich komme.').getByRole('link', { name: 'Mehr' }).tap();
    await ben.page.getByRole('button', { name: 'Daumen hoch' }).tap();
    await mehmet.page.getByRole('button', { name: 'Daumen hoch: Ben Yıldız', pressed: false }).waitFor();
    await ben.page.getByRole('button', { name: 'Daumen hoch: Sie', pressed: true }).waitFor();

    const own = ben.page.locator('.message-own', { hasText: 'Linie 4 steht.' });
    await own.getByRole('link', { name: 'Mehr' }).tap();
    await ben.page.getByRole('link', { name: 'Bearbeiten' }).tap();
    await waitForText(ben.page, '.composer-about', 'Nachricht bearbeiten');
    await write(ben.page, 'Linie 4 läuft wieder.');
    await waitForText(mehmet.page, '.message', /bearbeitet[^]*Linie 4 läuft wieder\./);
    await waitForText(mehmet.page, '.message .quote', 'Linie 4 läuft wieder.');

    await ben.page.locator('.message-own').getByRole('link', { name: 'Mehr' }).tap();
    await ben.page.getByText('Löschen', { exact: true }).tap();
    await ben.page.getByRole('button', { name: 'Endgültig löschen' }).tap();
    await waitForText(mehmet.page, '.message-deleted', 'Nachricht gelöscht');
    for (const { page } of [ben, mehmet])
      assert.doesNotMatch(await page.locator('.conversation').innerText(), /läuft wieder|steht\./);
  });

  it('says who writes, for some seconds, and counts what is unread until it is in sight', async () => {
    const id = await begin('Zählung');
    const [ben, mehmet] = [await stage().onPhone('ben'), await stage().onDesktop('m.aydogan')];
    await open(ben.page, id);
    await mehmet.page.goto('/channels');
    await isLive(mehmet.page);
    await write(ben.page, 'Wer zählt Halle 2?');
    const row = mehmet.page.locator('.channel-row', { hasText: 'Zählung' });
    await row.filter({ hasText: /1\s*ungelesen/ }).waitFor();
    await waitForText(mehmet.page, '.channel-last', /Ben:\s*Wer zählt Halle 2\?/);
    await waitForText(mehmet.page, '#nav', /Kanäle\s*1\s*mit Ungelesenem/);
    assert.match(await mehmet.page.title(), /^\(\d+\) Kanäle/);

    await row.getByRole('link').click();
    await waitForText(mehmet.page, '.new-line', /Neu seit \d\d:\d\d\sUhr/);
    await mehmet.page.locator('.channel-row[data-unread="0"]', { hasText: 'Zählung' }).waitFor();
    await isLive(mehmet.page);
    await field(ben.page).pressSequentially('Ich');
    await waitForText(mehmet.page, '.typing', 'Ben Yıldız schreibt …');
    await write(ben.page, 'Ich gehe.');
    await waitForText(mehmet.page, '.message', 'Ich gehe.');
    assert.equal(await mehmet.page.locator('.typing').innerText(), '');

    // What is taken back is not read on in the list either.
    await mehmet.page.goto('/channels');
    await isLive(mehmet.page);
    await waitForText(mehmet.page, '.channel-last', 'Ich gehe.');
    const place = `/channels/${id}/messages/2`;
    assert.equal((await (await stage().world.signIn('ben')).call('DELETE', place)).status, 200);
    await waitForText(mehmet.page, '.channel-last', 'Wer zählt Halle 2?');
    assert.equal(await mehmet.page.getByText('Ich gehe.').count(), 0);
  });

  it('mentions whom one chooses by keyboard, and tells him', async () => {
    const id = await begin('Werkzeug');
    const [ben, mehmet] = [await stage().onDesktop('ben'), await stage().onPhone('m.aydogan')];
    await Promise.all([open(ben.page, id), open(mehmet.page, id)]);
    await field(ben.page).pressSequentially('Hast du den Schlüssel, @meh');
    await ben.page.getByRole('option', { name: 'Mehmet Aydoğan' }).waitFor();
    await ben.page.keyboard.press('Enter');
    assert.equal(await field(ben.page).inputValue(), 'Hast du den Schlüssel, @Mehmet Aydoğan ');
    await ben.page.keyboard.press('Enter');
    await waitForText(mehmet.page, '.message-mentions', /erwähnt Sie[^]*@Mehmet Aydoğan/);
    await waitForText(ben.page, '.message-own .mention', '@Mehmet Aydoğan');
  });

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

  it('sends by Ctrl and Enter for whoever wants that; on a phone Enter is a line', async () => {
    const id = await begin('Eingabe');
    await (await stage().world.signIn('m.aydogan')).post('/me/enter', { enter: 'line' });
    const [desk, phone] = [await stage().onDesktop('m.aydogan'), await stage().onPhone('ben')];
    for (const { page } of [desk, phone]) {
      await open(page, id);
      await field(page).focus();
      await page.keyboard.type('Eins');
      await page.keyboard.press('Enter');
      await page.keyboard.type('zwei');
      assert.equal(await field(page).inputValue(), 'Eins\nzwei');
      await page.keyboard.press('Control+Enter');
      await waitForText(page, '.message-own:not(.message-pending)', /Eins\s+zwei/);
    }
  });

  it('can be read, written to, reacted in and deleted from without script', async () => {
    const id = await begin('Ohne Skript');
    await say(await stage().world.signIn('m.aydogan'), id, 'Guten *Morgen*.');
    const { page } = await stage().onPhone('ben', { javaScriptEnabled: false });
    await page.goto('/channels');
    await page.getByRole('link', { name: 'Ohne Skript' }).tap();
    await waitForText(page, '.message em', 'Morgen');
    await waitForText(page, '.new-line', 'Neu seit');
    await page.getByRole('button', { name: 'Gelesen' }).tap();
    await page.locator('.new-line').waitFor({ state: 'detached' });
    await write(page, 'Auch guten Morgen.');
    await waitForText(page, '.message-own', 'Auch guten Morgen.');
    await page.locator('.message-own').getByRole('link', { name: 'Mehr' }).tap();
    await page.getByRole('button', { name: 'Danke' }).tap();
    await page.getByRole('button', { name: 'Danke: Sie', pressed: true }).waitFor();
    await page.locator('.message-own').getByRole('link', { name: 'Mehr' }).tap();
    await page.getByRole('link', { name: 'Bearbeiten' }).tap();
    await write(page, 'Moin.');
    await waitForText(page, '.message-own', /bearbeitet[^]*Moin\./);
    await page.locator('.message-own').getByRole('link', { name: 'Mehr' }).tap();
    await page.getByText('Löschen', { exact: true }).tap();
    await page.getByRole('button', { name: 'Endgültig löschen' }).tap();
    await waitForText(page, '.message-own', 'Nachricht gelöscht');
    assert.equal(await page.getByText('Moin.').count(), 0);
  });

  it('is left by the page as soon as its person is put out of it, and nothing of it stays', async () => {
    stage().expectTroubles(/status of 404/);
    const id = await begin('Vertraulich');
    await say(await stage().world.signIn('m.aydogan'), id, 'Hinter der Halle.');
    const { page } = await stage().onPhone('k.brandstaetter');
    await open(page, id);
    await waitForText(page, '.message', 'Hinter der Halle.');
    await leave(house(), 'k.brandstaetter', 'Frühschicht');
    await page.waitForURL('/channels?left=1');
    await waitForText(page, '.notice', 'Sie sind in diesem Kanal nicht mehr.');
    assert.doesNotMatch(await page.locator('body').innerText(), /Hinter der Halle|Vertraulich/);
  });

  it('shows what was said before on scrolling up, without losing the place', async () => {
    const id = await begin('Lang');
    const mehmet = await stage().world.signIn('m.aydogan');
    for (let number = 1; number <= 70; number += 1) {
      await say(mehmet, id, `Nachricht ${number}`);
      stage().world.clock.advance(1000);
    }
    const { page } = await stage().onPhone('h.celik');
    await open(page, id);
    await page.getByRole('link', { name: 'Zur ersten von 70 ungelesenen Nachrichten' }).waitFor();
    assert.equal(await page.locator('.message').count(), 50);
    const top = page.locator('#message-21');
    await page.locator('.log').evaluate((log) => log.scrollTo(0, 0));
    await page.locator('#message-1').waitFor({ state: 'attached' });
    const seen = await top.evaluate((row) => row.getBoundingClientRect().top);
    assert.ok(seen > 0 && seen < 600, `where it was: ${seen}`);
    assert.deepEqual(
      await page
        .locator('.message')
        .evaluateAll((all) => all.every((row, at) => row.id === `message-${at + 1}`)),
      true,
    );
    assert.equal(await page.locator('.day-line').count(), 1);
  });

  it('shows nothing of what is past its time, in what refers to it either', async () => {
    const id = await begin('Frist');
    const visitor = await stage().world.signIn('ben');
    const { seq } = await say(visitor, id, 'Der Code ist 4711.');
    await say(visitor, id, { text: 'Verstanden.', replyToSeq: seq });
    const { page } = await stage().onPhone('m.aydogan');
    await open(page, id);
    await waitForText(page, '.message .quote', /4711/);
    await house().transaction((tx) => tx('messages').where({ channel_id: id, seq }).update({ posted_at: 1 }));
    await clearOverdue(house());
    await page.locator(`#message-${seq}`).waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.locator('.conversation').innerText(), /4711/);
    await waitForText(page, '.message', 'Verstanden.');
  });

  it('lets nothing wait behind a call of all that is one too many', async () => {
    const id = await begin('Rufe');
    const visitor = await stage().world.signIn('ben');
    for (let times = 0; times < 5; times += 1) await say(visitor, id, '@[alle](all) Alarm');
    const { page } = await stage().onPhone('ben');
    stage().expectTroubles(/429/);
    await open(page, id);
    await write(page, '@[alle](all) Noch einmal');
    await waitForText(page, '.message-pending', /Alle wurden in einer Stunde schon 5 Mal angesprochen/);
    await write(page, 'Dann ohne.');
    await waitForText(page, '.message-own:not(.message-pending)', 'Dann ohne.');
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
