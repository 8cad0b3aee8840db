import assert from 'node:assert/strict';
import { clearOverdue } from '../../server/channels/retention/clear-overdue.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { opened, say } from '../support/chatting.ts';
import { field, message, open, write } from '../support/conversation-page.ts';
import { leave } from '../support/membership.ts';

describeInBrowser('A channel', (stage) => {
  const house = () => stage().world.umlauf;
  const begin = async (title = 'Übergabe'): Promise<string> =>
    opened(house(), await stage().world.signIn('anna'), { teams: ['Frühschicht'], title });

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
    const given = mehmet.page.getByRole('group', { name: 'Wer reagiert hat' }).getByRole('listitem');
    await message(mehmet.page, 'Ich komme.').getByRole('link', { name: 'Mehr' }).tap();
    await given.filter({ hasText: 'Daumen hoch: Ben Yıldız' }).waitFor();
    await message(ben.page, 'Ich komme.').getByRole('button', { name: 'Daumen hoch' }).tap();
    await given.first().waitFor({ state: 'detached' });
    await mehmet.page.keyboard.press('Escape');

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
    await page.getByRole('group', { name: 'Wer reagiert hat' }).getByText('Danke: Sie').waitFor();
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
    await page.getByRole('link', { name: '70 ungelesen' }).waitFor();
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

  it('counts with those who have reacted whoever is in it no more', async () => {
    const id = await begin('Reaktionen');
    const [ben, left] = [await stage().world.signIn('ben'), await stage().world.signIn('h.celik')];
    const { seq } = await say(ben, id, 'Wer ist dabei?');
    const path = `/channels/${id}/messages/${seq}/reactions/${encodeURIComponent('👍')}`;
    assert.equal((await left.call('PUT', path)).status, 200);
    await leave(house(), 'h.celik', 'Frühschicht');
    const { page } = await stage().onPhone('m.aydogan');
    await open(page, id);
    assert.equal((await ben.call('PUT', path)).status, 200);
    await page.getByRole('button', { name: 'Daumen hoch: Ben Yıldız und eine weitere Person' }).waitFor();
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

  it('shows what was changed also when the server could not tell at first', async () => {
    stage().expectTroubles(/status of 503/);
    const id = await begin('Störung');
    const ben = await stage().world.signIn('ben');
    const { seq } = await say(ben, id, 'Halle 2');
    const { page } = await stage().onPhone('m.aydogan');
    await Promise.all([page.waitForResponse(/\/changes\?/), open(page, id)]);
    await page.route('**/changes?*', (route) => route.fulfill({ status: 503 }), { times: 1 });
    const path = `/channels/${id}/messages/${String(seq)}`;
    assert.equal((await ben.call('PATCH', path, { text: 'Halle 3' })).status, 200);
    await waitForText(page, '.message', 'Halle 3');
  });
});
