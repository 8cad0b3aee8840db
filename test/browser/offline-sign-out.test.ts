import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { breakInserts } from '../support/fault.ts';
import { subscribeAt, turnNoticesOn } from '../support/stubbed-push.ts';
import { keptHere, rowsOf, serviceWorkerKeepsPage } from '../support/waiting-here.ts';

const inTheEarlyShift = { teams: ['Frühschicht'] };

describeInBrowser('Signing out', (stage) => {
  it('asks before it gives up what waits, by keyboard too, and nothing of it is left', async () => {
    const { world, onDesktop, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|status of 500/);
    world.expectErrors();
    const { id } = await released(await world.signIn('anna'), inTheEarlyShift);
    const { page, context } = await onDesktop('ben');
    const mend = await breakInserts(world.umlauf, 'SQLite', 'acknowledgements');
    await page.goto(`/announcements/${id}`);
    await serviceWorkerKeepsPage(page);
    await page.getByRole('button', { name: 'Bestätigen' }).click();
    await waitForText(page, '#network', 'Eine Bestätigung ist noch nicht gesendet.');

    await page.goto('/me');
    const signOut = page.getByRole('button', { name: 'Auf diesem Gerät abmelden' });
    const warning = page.getByRole('dialog', { name: 'Noch nicht gesendet' });
    await signOut.focus();
    await page.keyboard.press('Enter');
    await waitForText(page, 'dialog', 'Eine Bestätigung wartet noch auf diesem Gerät.');
    assert.equal(await focused(page), 'Angemeldet bleiben');
    await page.keyboard.press('Escape');
    await warning.waitFor({ state: 'hidden' });
    assert.equal(await focused(page), 'Auf diesem Gerät abmelden');
    assert.equal((await keptHere(page)).length, 1);

    await page.keyboard.press('Enter');
    await warning.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('/sign-in');
    assert.deepEqual(await keptHere(page), []);
    assert.deepEqual(await context.cookies(), []);
    await mend();
    await signInOn(page, 'ben');
    await page.goto(`/announcements/${id}`);
    await page.getByRole('button', { name: 'Bestätigen' }).waitFor();
    assert.deepEqual(await rowsOf(world, id), []);
  });

  it('leaves nothing behind without network, and reaches the server before anything else is shown (T04)', async () => {
    const { world, pushService, onPhone, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    const { id } = await released(await world.signIn('anna'), inTheEarlyShift);
    const { page, context } = await onPhone('ben', { permissions: ['notifications'] });
    await subscribeAt(context, pushService);
    await turnNoticesOn(page);
    const sessions = async () =>
      ((await world.umlauf.db('sessions').select('secret_hash')) as object[]).length;
    const before = await sessions();
    await page.goto(`/announcements/${id}`);
    await page.goto('/me');
    await serviceWorkerKeepsPage(page);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Auf diesem Gerät abmelden' }).tap();
    await waitForText(page, '#offline-page', 'Sie sind hier abgemeldet.');
    assert.deepEqual(await keptHere(page), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.deepEqual(await everythingCached(page), ['/offline']);
    assert.equal(await sessions(), before, 'the server cannot know yet');

    const other = await context.newPage();
    await context.setOffline(false);
    await other.goto('/');
    assert.equal(await other.getByText('Ben').count(), 0);
    await other.waitForURL('/sign-in');
    await page.waitForURL('/sign-in');
    assert.equal(await sessions(), before - 1);
    assert.deepEqual(await world.umlauf.db('push_subscriptions').select('id'), []);
    assert.deepEqual(await context.cookies(), []);
  });
});

function focused(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
}

function everythingCached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    return paths.filter((path) => !/^\/(sheets|scripts|icons)\//.test(path));
  });
}
