import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLive, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { opened, say } from '../support/chatting.ts';
import { field, open, write } from '../support/conversation-page.ts';

describeInBrowser('The list of channels', (stage) => {
  const begin = async (title: string): Promise<string> =>
    opened(stage().world.umlauf, await stage().world.signIn('anna'), { teams: ['Frühschicht'], title });

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

  it('keeps what came in while an older page of it was on its way', async () => {
    const id = await begin('Überholt');
    const [mehmet, ben] = [await stage().onDesktop('m.aydogan'), await stage().world.signIn('ben')];
    const { page } = mehmet;
    await page.goto('/channels');
    await isLive(page);
    const row = page.locator('.channel-row', { hasText: 'Überholt' });
    // The page as it was before the post is held back until the post has come in.
    await page.route('/channels', async (route) => {
      const before = await route.fetch();
      await say(ben, id, 'Wer ist wo?');
      await row.filter({ hasText: /1\s*ungelesen/ }).waitFor();
      const body = (await before.text()).replace(/<title>[^<]*/, '<title>Von vorhin');
      await route.fulfill({ response: before, body });
      await page.unrouteAll();
    });
    const { changes, transaction } = stage().world.umlauf;
    await transaction((tx) => changes.append(tx, 'channel:changed', { channelId: id }));
    await page.waitForFunction(() => document.title.endsWith('Von vorhin'));
    assert.match(await row.innerText(), /1\s*ungelesen/);
    assert.match(await row.innerText(), /Ben:\s*Wer ist wo\?/);
    await waitForText(page, '#nav', /Kanäle\s*\d+\s*mit Ungelesenem/);
  });

  it('goes on following after an answer has broken off in the middle', async () => {
    stage().expectTroubles(/ERR_CONTENT_LENGTH_MISMATCH/);
    const anna = await stage().world.signIn('anna');
    const id = await opened(stage().world.umlauf, anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const { page } = await stage().onDesktop('m.aydogan');
    await page.goto('/channels');
    await isLive(page);
    const broken = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 9999 });
      response.write('<main>', () => response.destroy());
    }).listen(0, '127.0.0.1');
    await once(broken, 'listening');
    const { port } = broken.address() as AddressInfo;
    const failed = page.waitForEvent('requestfailed');
    await page.route('/channels', (route) => route.continue({ url: `http://127.0.0.1:${port}/` }));
    await anna.call('PATCH', `/channels/${id}`, { title: 'Unterwegs' });
    await failed;
    await page.unrouteAll();
    broken.close();
    await anna.call('PATCH', `/channels/${id}`, { title: 'Angekommen' });
    await waitForText(page, '.channel-row', 'Angekommen');
  });
});
