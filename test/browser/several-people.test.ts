import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { isLive, signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { subscribeAt, turnNoticesOn } from '../support/stubbed-push.ts';

describeInBrowser('A phone that changes hands', (stage) => {
  it('gets nothing more for Ben once he has signed out; his other device does', async () => {
    const { world, pushService, onPhone } = stage();
    const { page, context } = await onPhone('ben', { permissions: ['notifications'] });
    await subscribeAt(context, pushService);
    await turnNoticesOn(page);
    const endpoints = async () =>
      ((await world.umlauf.db('push_subscriptions').select('endpoint')) as { endpoint: string }[]).map(
        ({ endpoint }) => endpoint,
      );
    const [atThePhone] = await endpoints();
    const other = await pushService.subscribe();
    const ben = await world.signIn('ben');
    await ben.call('POST', '/push-subscriptions', other);

    const otherTab = await context.newPage();
    await otherTab.goto('/');
    await isLive(otherTab);
    await page.getByRole('button', { name: 'Auf diesem Gerät abmelden' }).tap();
    await Promise.all([page.waitForURL('/sign-in'), otherTab.waitForURL('/sign-in')]);
    assert.deepEqual(await endpoints(), [other.endpoint]);
    assert.deepEqual(await context.cookies(), []);
    await page.goBack();
    await page.waitForURL('/sign-in?**');

    await signInOn(page, 'clara');
    await waitForText(page, 'h1', /./);
    assert.ok(!(await page.content()).includes('Yıldız'));
    await released(await world.signIn('anna'), { people: ['ben', 'clara'] });
    await pushService.nextMessage(({ endpoint }) => endpoint === other.endpoint);
    const journal = await pushService.journal();
    assert.deepEqual(
      journal.filter(({ endpoint }) => endpoint === atThePhone),
      [],
    );
    const deliveries = (await world.umlauf.db('deliveries').count({ count: '*' }).first()) as {
      count: number;
    };
    assert.equal(deliveries.count, 1);
  });
});
