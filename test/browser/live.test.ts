import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { applyMembershipChange } from '../../server/directory/apply-membership-change.ts';
import { confirm, released, teamId } from '../support/announcing.ts';
import { isLive, markDocument, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { createGate } from '../support/gate.ts';
import type { Visitor } from '../support/visitor.ts';

const inTheEarlyShift = { teams: ['Frühschicht'] };

describeInBrowser('An open page', (stage) => {
  it('shows what is released, and counts it, without being loaded again', async () => {
    const { page } = await stage().onDesktop('ben');
    await isLive(page);
    const isSameDocument = await markDocument(page);
    const before = await countIn(page);
    await released(await stage().world.signIn('anna'), { title: 'Gasalarm in Halle 1', ...inTheEarlyShift });
    await waitForText(page, '#inbox-list', 'Gasalarm in Halle 1');
    await waitForText(page, '#nav .count', String(before + 1));
    assert.equal(await countIn(page), before + 1);
    await isSameDocument();
  });

  it('catches up with what was released before it was connected', async () => {
    const { page } = await stage().onDesktop('ben');
    const isReleased = createGate();
    await page.route('**/scripts/page.js*', async (route) => {
      await isReleased.opened;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    await page.locator('#inbox-list').waitFor();
    await released(await stage().world.signIn('anna'), { title: 'Ammoniak im Lager', ...inTheEarlyShift });
    assert.equal(await page.getByText('Ammoniak im Lager').count(), 0);
    isReleased.open();
    await waitForText(page, '#inbox-list', 'Ammoniak im Lager');
  });

  it('catches up after it was offline', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED/);
    // Socket.IO hears of a lost network at once, but not on localhost.
    const { page, context } = await stage().onPhone('ben', { baseURL: stage().world.baseUrl });
    await isLive(page);
    const isSameDocument = await markDocument(page);
    await context.setOffline(true);
    await page.locator('[data-connection="offline"]:not([hidden])').waitFor({ state: 'attached' });
    await released(await stage().world.signIn('anna'), { title: 'Aufzug 4 steht', ...inTheEarlyShift });
    assert.equal(await page.getByText('Aufzug 4 steht').count(), 0);
    await context.setOffline(false);
    await waitForText(page, '#inbox-list', 'Aufzug 4 steht');
    await isSameDocument();
  });

  it('sends a confirmation by itself once there is a network again', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED/);
    const { id } = await released(await stage().world.signIn('anna'), inTheEarlyShift);
    const { page, context } = await stage().onPhone('ben');
    await page.goto(`/announcements/${id}`);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Bestätigen' }).tap();
    await waitForText(page, '#confirm-bar', 'Wartet auf Verbindung.');
    await context.setOffline(false);
    await waitForText(page, '#confirm-bar', 'Beleg ansehen');
    const rows = await stage().world.umlauf.db('acknowledgements').where({ announcement_id: id });
    assert.equal(rows.length, 1);
  });

  it('does not fall back to what was true before a form was answered', async () => {
    const { world, onPhone } = stage();
    const anna = await world.signIn('anna');
    const { id } = await released(anna, { title: 'Tor 3 klemmt', ...inTheEarlyShift });
    const { page } = await onPhone('ben');
    await page.goto(`/announcements/${id}`);
    await isLive(page);
    const [isFetched, isAnswered, isFetchedAgain] = [createGate(), createGate(), createGate()];
    let fetched = 0;
    await page.route(`**/announcements/${id}`, async (route) => {
      if (route.request().headers()['x-live'] !== '1') return route.continue();
      fetched += 1;
      const response = await route.fetch();
      if (fetched > 1) isFetchedAgain.open();
      isFetched.open();
      await isAnswered.opened;
      await route.fulfill({ response });
    });
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('live:stale', { detail: null })));
    await isFetched.opened;
    await page.getByRole('button', { name: 'Bestätigen' }).tap();
    await waitForText(page, '#confirm-bar', 'Beleg ansehen');
    const isShownAgain = page.waitForFunction(() => !document.querySelector('#confirm-bar button'));
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('.confirm-bar[data-state="outstanding"]')) document.title = 'FELL BACK';
      }).observe(document.body, { childList: true, subtree: true, attributes: true });
    });
    isAnswered.open();
    await isFetchedAgain.opened;
    await isShownAgain;
    assert.notEqual(await page.title(), 'FELL BACK');
  });

  it('follows who leaves a team and who comes back to it; what was confirmed stays', async () => {
    const { world, onPhone, onDesktop } = stage();
    const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const kept = await released(anna, { title: 'Druckluft aus', ...inTheEarlyShift });
    await confirm(ben, kept.id);
    const { id } = await released(anna, { title: 'Kran 2 gesperrt', ...inTheEarlyShift });
    const membership = { personId: ben.personId, teamId: await teamId(anna, 'Frühschicht') };
    const bens = await onPhone('ben');
    const annas = await onDesktop('anna');
    await annas.page.goto(`/announcements/${id}/progress`);
    await Promise.all([isLive(bens.page), isLive(annas.page)]);
    await waitForText(bens.page, '#inbox-list', 'Kran 2 gesperrt');

    await applyMembershipChange(world.umlauf, null, { leaves: [membership] });
    await bens.page.getByText('Kran 2 gesperrt').waitFor({ state: 'detached' });
    await waitForText(annas.page, '#progress-figures', '1 Person gehört nicht mehr dazu.');
    await waitForText(annas.page, '#outstanding-head', '7 von');
    assert.equal((await progressOf(anna, kept.id)).confirmed, 1);

    await applyMembershipChange(world.umlauf, null, { joins: [membership] });
    await waitForText(bens.page, '.row-lead, .row-outstanding', 'Kran 2 gesperrt');
    await waitForText(annas.page, '#outstanding-list', 'Yıldız');
    await waitForText(bens.page, '.row-confirmed', 'Druckluft aus');
  });
});

async function progressOf(sender: Visitor, id: string): Promise<{ confirmed: number }> {
  return (await sender.call('GET', `/announcements/${id}/progress`)).json as { confirmed: number };
}

async function countIn(page: Page): Promise<number> {
  return Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
}
