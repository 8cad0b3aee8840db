import assert from 'node:assert/strict';
import { fromLocalTime } from '../../server/platform/local-time.ts';
import { released } from '../support/announcing.ts';
import { markDocument, signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { deliverPush, shownNotices, tapNotice } from '../support/notices.ts';
import { subscribeAt, turnNoticesOn } from '../support/stubbed-push.ts';
import { writeAnnouncement } from '../support/writing.ts';

type Endpoint = { endpoint: string };

const title = 'Sammelplatz verlegt auf Parkplatz Süd';

describeInBrowser('From the release to the confirmation', (stage) => {
  it('goes by push to the phone, by one tap back, and moves the progress page of the sender', async () => {
    const { world, pushService, onPhone, onDesktop } = stage();
    const ben = await onPhone(null, { permissions: ['notifications'] });
    await subscribeAt(ben.context, pushService);
    await signInOn(ben.page, 'ben');
    await turnNoticesOn(ben.page);
    const [bensPhone] = (await world.umlauf.db('push_subscriptions').select('endpoint')) as Endpoint[];

    const { page: annasPage } = await onDesktop('anna');
    const typed = await writeAnnouncement(annasPage, { title, body: 'Bitte **Tor 2** benutzen.' });
    await waitForText(annasPage, '.roads li', /1\s*per Push/);
    await annasPage.getByRole('button', { name: 'Für 8 Personen freigeben' }).click();
    await annasPage.waitForURL('**/progress');
    const isSameDocument = await markDocument(annasPage);
    await waitForText(annasPage, '.ring', /0\s*von 8 bestätigt/);
    const id = new URL(annasPage.url()).pathname.split('/')[2] ?? '';

    const message = await pushService.nextMessage();
    const deadlineAt = fromLocalTime(typed.deadline, 'Europe/Berlin') ?? 0;
    assert.equal(message.endpoint, bensPhone?.endpoint);
    assert.equal(Buffer.byteLength(message.plaintext), 1024);
    assert.equal(message.urgency, 'high');
    assert.match(message.topic ?? '', /^[\w-]{32}$/);
    assert.ok(Math.abs(message.at + message.ttl * 1000 - deadlineAt) < 5000, 'it lives to the deadline');
    assert.ok(!message.plaintext.includes('Sammelplatz'), 'it does not tell what it is about');

    await deliverPush(ben.page, message.plaintext);
    const address = `${stage().baseUrl}/announcements/${id}`;
    const [shown, ...others] = await shownNotices(ben.page);
    const words = /^Bitte öffnen und bestätigen\. Prüfwörter: ([a-z]+ [a-z]+ [a-z]+)$/.exec(
      shown?.body ?? '',
    )?.[1];
    assert.ok(words !== undefined, shown?.body);
    assert.deepEqual(
      [shown, ...others],
      [
        {
          title: 'Kritische Mitteilung',
          body: `Bitte öffnen und bestätigen. Prüfwörter: ${words}`,
          lang: 'de',
          tag: `announcement-${id}`,
          data: { v: 1, kind: 'announcement', id, priority: 'critical', navigate: address },
        },
      ],
    );
    assert.equal(await tapNotice(ben.page), address);
    assert.deepEqual(await shownNotices(ben.page), []);

    const opened = await ben.context.newPage();
    await opened.goto(address);
    await waitForText(opened, 'h1', title);
    await waitForText(opened, '.prose strong', 'Tor 2');
    assert.ok(await opened.getByText(words).first().isVisible(), 'the page has the same words');
    await opened.getByRole('button', { name: 'Bestätigen' }).tap();
    await waitForText(opened, '#confirm-bar', 'Ben Yıldız');
    await waitForText(opened, '#confirm-bar', 'Bestätigt');

    await waitForText(annasPage, '.ring', /1\s*von 8 bestätigt/);
    assert.equal(await annasPage.locator('.ring-done').count(), 1);
    await waitForText(annasPage, '.figures-list', /Offen\s*7/);
    await waitForText(annasPage, '#outstanding-head', '7 von 8');
    assert.equal(await annasPage.locator('#outstanding-list li').count(), 7);
    assert.equal(await annasPage.locator('#outstanding-list', { hasText: 'Yıldız' }).count(), 0);
    await isSameDocument();
  });

  it('does not exist for those it does not concern', async () => {
    const { onDesktop, expectTroubles, world } = stage();
    expectTroubles(/404/);
    const { id } = await released(await world.signIn('anna'), { title, teams: ['Frühschicht'] });
    const clara = await onDesktop('clara');
    const answer = await clara.page.goto(`/announcements/${id}`);
    assert.equal(answer?.status(), 404);
    assert.ok(!(await clara.page.content()).includes('Sammelplatz'));
  });
});
