import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser-stage.ts';
import { isLive } from '../support/browser.ts';
import { opened, say } from '../support/chatting.ts';
import { field, open } from '../support/conversation-page.ts';
import { eventually } from '../support/eventually.ts';
import { plantMessages } from '../support/conversation.ts';

describeInBrowser('Reading a conversation', (stage) => {
  const house = () => stage().world.umlauf;
  const signIn = (login: string) => stage().world.signIn(login);

  async function begin(title: string, count: number): Promise<string> {
    const id = await opened(house(), await signIn('anna'), { teams: ['Frühschicht'], title });
    const { personId: senderId } = await signIn('m.aydogan');
    const said = Array.from({ length: count }, (_, at) => ({
      channelId: id,
      senderId,
      text: `Nachricht ${at + 1}`,
    }));
    await plantMessages(house(), said);
    return id;
  }

  async function placeOf(id: string): Promise<{ read: number; seen: number }> {
    const { personId } = await signIn('ben');
    const row = (await house()
      .db('channel_members')
      .where({ channel_id: id, person_id: personId })
      .first('read_seq as read', 'seen_seq as seen')) as { read: number; seen: number };
    return row;
  }

  const isPlace = (id: string, wanted: { read: number; seen: number }) =>
    eventually(
      () => placeOf(id),
      ({ read, seen }) => read === wanted.read && seen === wanted.seen,
    );

  const isInSight = (page: Page, seq: number): Promise<boolean> =>
    page.locator(`#message-${seq}`).evaluate((row) => {
      const log = document.querySelector('.log')?.getBoundingClientRect();
      const { bottom } = row.getBoundingClientRect();
      return log !== undefined && bottom > log.top && bottom <= log.bottom;
    });

  async function readOn(page: Page, from: number, to: number): Promise<void> {
    for (let seq = from; seq < to + 3; seq += 3)
      await page.locator(`#message-${Math.min(seq, to)}`).evaluate(async (row) => {
        row.scrollIntoView({ block: 'end' });
        // What is told of a scroll is told with the frame that shows it.
        for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
      });
  }

  it('marks as read what has been in sight, from the first unread on, and nothing above or below', async () => {
    const id = await begin('Viel Ungelesenes', 70);
    const { page } = await stage().onPhone('ben');
    await open(page, id);
    const first = page.getByRole('link', { name: '70 ungelesen' });
    await first.waitFor();
    await isPlace(id, { read: 0, seen: 70 });
    // What comes in while the end is in sight is not pushed, and is not read over what stands above.
    await say(await signIn('m.aydogan'), id, 'Noch eine');
    await isPlace(id, { read: 0, seen: 71 });
    await field(page).fill('Ich sehe später nach.');
    await page.getByRole('button', { name: 'Senden', exact: true }).tap();
    await isPlace(id, { read: 0, seen: 72 });

    await first.tap();
    await page.locator('.new-line').waitFor();
    await isLive(page);
    const { read } = await eventually(
      () => placeOf(id),
      ({ read: upTo }) => upTo > 0,
    );
    assert.ok(read < 25, `no more than a screen: ${read}`);
    assert.equal(await isInSight(page, read), true);
    assert.equal(await isInSight(page, 25), false);
    await readOn(page, read, 50);
    await isPlace(id, { read: 50, seen: 72 });
    await page.getByRole('link', { name: 'Neuere Nachrichten' }).tap();
    await page.locator('#message-72').waitFor();
    await isLive(page);
    await readOn(page, 51, 72);
    await isPlace(id, { read: 72, seen: 72 });
    await page.locator('.channel-row-current[data-unread="0"]').waitFor({ state: 'attached' });
  });

  it('offers the way back to what one went past, and takes all for read on request', async () => {
    const id = await begin('Übersprungen', 40);
    const { page } = await stage().onPhone('ben');
    await open(page, id);
    await page.locator('.new-line').waitFor();
    await page.locator('.log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await eventually(
      () => placeOf(id),
      ({ seen }) => seen === 40,
    );
    const { read } = await placeOf(id);
    assert.ok(read < 25, `what was skipped is unread: ${read}`);
    const way = page.getByRole('link', { name: 'Ungelesenes zur ersten' });
    await way.tap();
    await way.waitFor({ state: 'hidden' });
    assert.equal(await isInSight(page, read + 1), true);
    await page.locator('.log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await page.getByRole('button', { name: 'Alle gelesen' }).tap();
    await way.waitFor({ state: 'hidden' });
    await isPlace(id, { read: 40, seen: 40 });
  });

  it('marks one page after the other without script', async () => {
    const id = await begin('Seitenweise', 70);
    const { page } = await stage().onPhone('ben', { javaScriptEnabled: false });
    await page.goto(`/channels/${id}`);
    await page.getByRole('link', { name: '70 ungelesen' }).tap();
    await page.getByRole('button', { name: 'Gelesen', exact: true }).tap();
    await page.getByRole('link', { name: '70 ungelesen' }).waitFor({ state: 'detached' });
    await page.locator('.new-line').waitFor();
    assert.deepEqual(await placeOf(id), { read: 50, seen: 50 });
  });
});
