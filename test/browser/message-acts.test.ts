import assert from 'node:assert/strict';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { opened, say, textsFor } from '../support/chatting.ts';
import { field, message, open, write } from '../support/conversation-page.ts';
import { createGate } from '../support/gate.ts';

const noNetwork = /ERR_INTERNET_DISCONNECTED/;

describeInBrowser('What one does with a message', (stage) => {
  const begin = async (title: string): Promise<string> =>
    opened(stage().world.umlauf, await stage().world.signIn('anna'), { teams: ['Frühschicht'], title });

  it('says where one acts that it was not done without a network, and can be done again', async () => {
    stage().expectTroubles(noNetwork);
    const id = await begin('Ohne Netz');
    const ben = await stage().world.signIn('ben');
    await say(ben, id, 'Linie 4 steht.');
    const { page, context } = await stage().onPhone('ben');
    await open(page, id);
    const more = message(page, 'Linie 4 steht.').getByRole('link', { name: 'Mehr' });
    const failed = page.locator('.message-actions').getByText('Nicht erledigt: keine Verbindung.');
    await context.setOffline(true);
    await more.tap();
    await page.getByRole('link', { name: 'Bearbeiten' }).tap();
    await failed.waitFor();
    await more.tap();
    await more.tap();
    await failed.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Daumen hoch' }).tap();
    await failed.waitFor();
    await more.tap();
    await more.tap();
    await page.getByText('Löschen', { exact: true }).tap();
    await page.getByRole('button', { name: 'Endgültig löschen' }).tap();
    await failed.waitFor();
    await waitForText(page, '#status', 'Nicht erledigt');
    assert.equal(await page.getByText('Nachricht gelöscht').count(), 0);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Endgültig löschen' }).tap();
    await waitForText(page, '.message-own', 'Nachricht gelöscht');
    assert.deepEqual(await textsFor(ben, id), ['']);
  });

  it('says so also when the reaction below a message is pressed', async () => {
    stage().expectTroubles(noNetwork);
    const id = await begin('Reaktion ohne Netz');
    const mehmet = await stage().world.signIn('m.aydogan');
    await say(mehmet, id, 'Geschafft.');
    await mehmet.call('PUT', `/channels/${id}/messages/1/reactions/${encodeURIComponent('👍')}`);
    const { page, context } = await stage().onPhone('ben');
    await open(page, id);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Daumen hoch: Mehmet Aydoğan' }).tap();
    await waitForText(page, '.message-actions', 'Nicht erledigt: keine Verbindung.');
  });

  it('keeps what is typed on while an edit is being saved', async () => {
    const id = await begin('Langsam');
    const ben = await stage().world.signIn('ben');
    await say(ben, id, 'Linie 4');
    const { page } = await stage().onDesktop('ben');
    await open(page, id);
    const isSaved = createGate();
    await page.route('**/messages/1', async (route) => {
      await isSaved.opened;
      await route.continue();
    });
    await message(page, 'Linie 4').hover();
    await message(page, 'Linie 4').getByRole('link', { name: 'Mehr' }).click();
    await page.getByRole('link', { name: 'Bearbeiten' }).click();
    await waitForText(page, '.composer-about', 'Nachricht bearbeiten');
    await field(page).fill('Linie 4 steht');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' seit sechs');
    isSaved.open();
    await waitForText(page, '.message-own', /bearbeitet[^]*Linie 4 steht/);
    assert.equal(await field(page).inputValue(), 'Linie 4 steht seit sechs');
    await page.keyboard.press('Enter');
    await waitForText(page, '.message-own', 'Linie 4 steht seit sechs');
    await page.locator('.composer-about').waitFor({ state: 'hidden' });
  });

  it('leaves nothing of what is deleted where one is answering it', async () => {
    stage().expectTroubles(/ERR_FAILED/);
    const id = await begin('Verschrieben');
    const mehmet = await stage().world.signIn('m.aydogan');
    await say(mehmet, id, 'Das Kennwort ist Mohnblume.');
    const { page } = await stage().onPhone('ben');
    await open(page, id);
    const answer = async () => {
      await message(page, 'Mohnblume').first().getByRole('link', { name: 'Mehr' }).tap();
      await page.getByRole('link', { name: 'Antworten' }).tap();
      await waitForText(page, '.composer-about', /Antwort an Mehmet Aydoğan\s*Das Kennwort/);
    };
    await page.route('**/messages', (route) => route.abort());
    await answer();
    await write(page, 'Bitte nicht hier.');
    await waitForText(page, '.message-pending', 'Mohnblume');
    await answer();
    await page.locator('#message-1').getByRole('link', { name: 'Mehr' }).tap();
    await page.locator('.message-actions button').first().focus();
    await mehmet.call('DELETE', `/channels/${id}/messages/1`);
    await waitForText(page, '#message-1', 'Nachricht gelöscht');
    await waitForText(page, '.composer-about', 'nicht mehr da');
    await waitForText(page, '.message-pending .quote', 'nicht mehr da');
    assert.doesNotMatch(await page.locator('body').innerText(), /Mohnblume/);
    assert.equal(await page.locator('#message-1').evaluate((row) => row === document.activeElement), true);
  });

  it('mentions nobody whom a finger only passes while it moves the list', async () => {
    const id = await begin('Liste');
    const { page, context } = await stage().onPhone('ben');
    await open(page, id);
    await field(page).pressSequentially('@');
    const first = page.getByRole('option').first();
    const { x, y } = (await first.boundingBox()) ?? { x: 0, y: 0 };
    const finger = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: at === undefined ? [] : [{ x: x + 40, y: at }],
      });
    await touch('touchStart', y + 180);
    for (const step of [150, 110, 70, 30, 0]) await touch('touchMove', y + step);
    await touch('touchEnd');
    await page.waitForFunction(() => (document.querySelector('#people')?.scrollTop ?? 0) > 20);
    assert.equal(await field(page).inputValue(), '@');
    await page.getByRole('option', { name: 'alle' }).tap();
    assert.equal(await field(page).inputValue(), '@alle ');
    assert.equal(await field(page).evaluate((each) => each === document.activeElement), true);
  });

  it('calls yesterday what was said yesterday, on a page that is left open overnight', async () => {
    const id = await begin('Nachtschicht');
    const mehmet = await stage().world.signIn('m.aydogan');
    await say(mehmet, id, 'Gute Nacht.');
    const { page } = await stage().onDesktop('ben');
    await open(page, id);
    await waitForText(page, '.day-line', 'Heute');
    const { clock } = stage().world;
    clock.advance(24 * 3_600_000);
    await page.clock.setFixedTime(clock.now());
    await say(mehmet, id, 'Guten Morgen.');
    await waitForText(page, '.message', 'Guten Morgen.');
    assert.deepEqual(await page.locator('.day-line').allInnerTexts(), ['Gestern', 'Heute']);
    await write(page, 'Moin.');
    await waitForText(page, '.message-own:not(.message-pending)', 'Moin.');
  });
});
