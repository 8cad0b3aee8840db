import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { deliverPush, shownNotices, tapNotice } from '../support/notices.ts';
import { axeFile, findViolations } from '../support/pages/find-violations.ts';
import { eventually } from '../support/eventually.ts';
import { turnOnNotices } from '../support/push-devices.ts';
import { subscribeAt, turnNoticesOn } from '../support/stubbed-push.ts';
import {
  findInBrowser,
  keptHere,
  postsTo,
  rowsOf,
  serviceWorkerKeepsPage,
  textsHere,
} from '../support/waiting-here.ts';

const mayNotify = { permissions: ['notifications'] };
const noNetwork = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;
const inTheEarlyShift = {
  teams: ['Frühschicht'],
  title: 'Halle 3 gesperrt',
  body: '1. Räumen\n2. Nur **Tor 2**',
};

describeInBrowser(
  'The text of an announcement that comes with its notice',
  (stage) => {
    const openBensPhone = async () => {
      const device = await stage().onPhone('ben', mayNotify);
      await subscribeAt(device.context, stage().pushService);
      await turnNoticesOn(device.page);
      await serviceWorkerKeepsPage(device.page);
      const endpoint = await device.page.evaluate(
        () => (JSON.parse(localStorage.getItem('stubbed-push') ?? '{}') as { endpoint: string }).endpoint,
      );
      const nextPush = () => stage().pushService.nextMessage((message) => message.endpoint === endpoint);
      return { ...device, endpoint, nextPush };
    };

    it('is read, and confirmed once, on a phone that cannot reach the house', async () => {
      const { world, expectTroubles } = stage();
      // The policy of the page speaks up as the forged text is looked at.
      expectTroubles(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|inline event handler/);
      const { page, context, nextPush } = await openBensPhone();
      const anna = await world.signIn('anna');
      await context.setOffline(true);
      const { id } = await released(anna, inTheEarlyShift);
      await deliverPush(page, bent((await nextPush()).plaintext));
      const [notice] = await shownNotices(page);
      assert.equal(notice?.title, 'Halle 3 gesperrt');
      assert.doesNotMatch(JSON.stringify(notice), /Tor 2/, 'nothing of the text stands in the notice');
      assert.deepEqual(await findInBrowser(page, ['Tor 2', 'Räumen']), [], 'it is kept sealed');

      await context.addInitScript({ path: axeFile });
      await page.goto(await tapNotice(page));
      const article = page.getByRole('article', { name: 'Halle 3 gesperrt' });
      await article.waitFor();
      assert.deepEqual(await findViolations(page), []);
      const html = (await article.locator('.prose').innerHTML()).replaceAll('\n', '');
      assert.equal(html, '<ol><li>Räumen</li><li>Nur <strong>Tor 2</strong></li></ol><a>hier</a>');
      const facts = await article.locator('dl').innerText();
      assert.match(facts, /Von\s+Anna Krause\s+Frist\s+.+\d{4},\s\d\d:\d\d\sUhr\s+Fassung\s+1/);
      await article.getByRole('button', { name: 'Bestätigen' }).tap();
      await waitForText(page, '#kept-text [data-waits]', 'Wartet auf Verbindung.');
      await page.goto('/');
      await waitForText(page, '#offline-page', 'Eine Bestätigung wartet auf diesem Gerät.');
      await page.getByRole('link', { name: 'Halle 3 gesperrt' }).tap();
      await waitForText(page, '#kept-text [data-waits]', 'Wartet auf Verbindung.');
      assert.equal(await page.getByRole('button', { name: 'Bestätigen' }).count(), 0);
      assert.deepEqual(await rowsOf(world, id), []);

      await context.setOffline(false);
      await waitForText(page, '#confirm-bar', 'Beleg ansehen');
      const [row, ...more] = await rowsOf(world, id);
      assert.ok(row?.claimed_at && row.claimed_at <= row.acknowledged_at);
      assert.deepEqual([more, postsTo(world, id), await keptHere(page)], [[], 1, []]);
      assert.deepEqual(await textsHere(page), []);
    });

    it('follows its correction and its withdrawal, and is not confirmed where it was cut', async () => {
      const { world, expectTroubles } = stage();
      expectTroubles(noNetwork);
      const { page, context, nextPush } = await openBensPhone();
      const anna = await world.signIn('anna');
      await context.setOffline(true);
      const { id } = await released(anna, inTheEarlyShift);
      const first = await nextPush();
      await deliverPush(page, first.plaintext);
      await page.goto(`/announcements/${id}`);
      await page.getByRole('button', { name: 'Bestätigen' }).waitFor();

      const body = 'Nur **Tor 5** ist offen. '.repeat(300);
      await anna.call('POST', `/announcements/${id}/correction`, { kind: 'material', body });
      const corrected = await nextPush();
      await deliverPush(page, corrected.plaintext);
      await isShown(page, 'correction');
      // It was on its way for longer.
      await deliverPush(page, first.plaintext);
      await isShown(page, 'announcement');
      await waitForText(page, '#kept-text', 'Der Text geht weiter.');
      assert.match(await page.locator('#kept-text .prose').innerText(), /Tor 5 .*…$/s);
      assert.equal(await page.getByRole('button', { name: 'Bestätigen' }).count(), 0);

      await anna.call('POST', `/announcements/${id}/withdrawal`, {});
      await deliverPush(page, (await nextPush()).plaintext);
      await page.locator('#kept-text').waitFor({ state: 'detached' });
      assert.deepEqual(await textsHere(page), []);
    });

    it('is gone when the house says that it holds no more, or knows nobody here', async () => {
      const { world } = stage();
      const { page, context, nextPush } = await openBensPhone();
      const anna = await world.signIn('anna');
      const ids: string[] = [];
      for (const title of ['Erste', 'Zweite']) {
        ids.push((await released(anna, { ...inTheEarlyShift, title })).id);
        await deliverPush(page, (await nextPush()).plaintext);
      }
      await hasTexts(page, 2);
      await anna.call('POST', `/announcements/${ids[0]}/withdrawal`, {});
      await page.goto('/');
      await hasTexts(page, 1);
      await context.clearCookies({ name: 'umlauf' });
      await page.goto('/');
      await hasTexts(page, 0);
    });

    it('is nobody else’s: not after its person has signed out without network, nor when another signs in (T04)', async () => {
      const { world, pushService, expectTroubles } = stage();
      expectTroubles(noNetwork);
      const { page, context, endpoint, nextPush } = await openBensPhone();
      const anna = await world.signIn('anna');
      const tablet = await turnOnNotices(await world.signIn('ben'), pushService, world.dataDir);
      const ids: string[] = [];
      const onTablet = () => pushService.nextMessage((message) => message.endpoint === tablet.endpoint);
      const releaseToBen = async () => {
        ids.push((await released(anna, inTheEarlyShift)).id);
        return (await onTablet()).plaintext;
      };
      const nothingIsHere = async () => {
        assert.deepEqual(await findInBrowser(page, ['Halle 3', 'Tor 2', ...ids]), []);
        assert.deepEqual(await textsHere(page), []);
      };
      await releaseToBen();
      await deliverPush(page, (await nextPush()).plaintext);
      assert.equal((await textsHere(page)).length, 1);

      await page.goto('/me');
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Auf diesem Gerät abmelden' }).tap();
      await waitForText(page, '#offline-page', 'Sie sind hier abgemeldet.');
      await nothingIsHere();
      await releaseToBen();
      const { plaintext } = await nextPush();
      for (const arriving of [plaintext, discreet(plaintext)]) {
        await deliverPush(page, arriving);
        assert.deepEqual(await titlesTakenAway(page), ['Umlauf']);
        await nothingIsHere();
      }

      await context.setOffline(false);
      await page.getByRole('button', { name: 'Noch einmal' }).tap();
      await page.locator('button[name="login"]').first().waitFor();
      await signInOn(page, 'clara');
      const before = await pushService.journal();
      const late = await releaseToBen();
      await deliverPush(page, late);
      assert.deepEqual(await titlesTakenAway(page), ['Umlauf']);
      await nothingIsHere();
      assert.deepEqual(await world.umlauf.db('push_subscriptions').where({ endpoint }), []);
      const after = (await pushService.journal()).slice(before.length);
      const reached = new Set(after.map((attempt) => attempt.endpoint));
      assert.deepEqual([reached.has(tablet.endpoint), reached.has(endpoint)], [true, false]);
    });
  },
  { PUSH_DETAIL: 'text' },
);

/** As whoever could forge a message would have it: the page takes nothing from it that the house would not render. */
function bent(plaintext: string): string {
  const message = JSON.parse(plaintext) as { notification: { data: { text: { html: string } } } };
  message.notification.data.text.html +=
    '<script>document.body.remove()</script><img src="/x" onerror="document.body.remove()"><a href="javascript:void(0)" onclick="x()">hier</a>';
  return JSON.stringify(message);
}

/** The same where the house tells nothing by its notices. */
function discreet(plaintext: string): string {
  const { notification } = JSON.parse(plaintext) as { notification: { data: { kind: string; id: string } } };
  const { kind, id } = notification.data;
  return JSON.stringify({ notification: { ...notification, title: 'Neue Mitteilung', data: { kind, id } } });
}

async function titlesTakenAway(page: Page): Promise<string[]> {
  const titles = (await shownNotices(page)).map(({ title }) => title);
  await page.evaluate(async () => {
    for (const notice of await (await navigator.serviceWorker.ready).getNotifications()) notice.close();
  });
  await eventually(
    () => shownNotices(page),
    ({ length }) => length === 0,
  );
  return titles;
}

const isShown = (page: Page, kind: string) =>
  eventually(
    () => shownNotices(page),
    ([notice]) => (notice?.data as { kind: string }).kind === kind,
  );

const hasTexts = (page: Page, count: number) =>
  eventually(
    () => textsHere(page),
    ({ length }) => length === count,
  );
