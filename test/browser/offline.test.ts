import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { isLive, signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { endSessions, keptHere, postsTo, pressWithoutNetwork, rowsOf } from '../support/waiting-here.ts';

const inTheEarlyShift = { teams: ['Frühschicht'] };
const noNetwork = /ERR_INTERNET_DISCONNECTED/;

describeInBrowser('A confirmation without network', (stage) => {
  const releaseToBen = async () => (await released(await stage().world.signIn('anna'), inTheEarlyShift)).id;

  it('waits for its own person: whoever uses the browser next finds nothing, sends nothing (T04, T10)', async () => {
    const { world, onPhone, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|status of 401/);
    const id = await releaseToBen();
    const device = await onPhone('ben');
    const { context } = device;
    await pressWithoutNetwork(device, id);
    const bens = await seal(device.page);
    const { personId } = await world.signIn('ben');
    await endSessions(world, personId);
    await device.page.close();
    await context.setOffline(false);
    const page = await context.newPage();
    const postsBefore = postsTo(world, id);

    await signInOn(page, 'clara');
    await isLive(page);
    const claras = await seal(page);
    assert.notEqual(claras.owner, bens.owner);
    assert.notEqual(claras.key, bens.key);
    assert.equal(await page.locator('#network').getAttribute('data-network'), 'quiet');
    const [record] = await keptHere(page);
    assert.ok(record);
    assert.equal(record.owner, bens.owner);
    assert.ok(!record.text.includes(id), 'what waits cannot be read');

    await relabel(page, claras.owner);
    await page.reload();
    await isLive(page);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    assert.equal(await page.locator('#network').getAttribute('data-network'), 'quiet');
    await relabel(page, bens.owner);
    await page.goto('/me');
    await page.locator('form[action="/sign-out"] button').tap();
    await page.waitForURL('/sign-in');
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(
      (await keptHere(page)).map(({ owner }) => owner),
      [bens.owner],
    );
    assert.equal(postsTo(world, id), postsBefore, 'nothing was sent as Clara');

    await signInOn(page, 'ben');
    await page.locator(`#row-${id}.row-confirmed`).waitFor();
    assert.deepEqual(
      (await rowsOf(world, id)).map(({ person_id }) => person_id),
      [personId],
    );
  });

  it('is asked for again, in words, when the text was corrected meanwhile', async () => {
    const { world, onPhone, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|status of 409/);
    const anna = await world.signIn('anna');
    const { id } = await released(anna, inTheEarlyShift);
    const device = await onPhone('ben');
    await pressWithoutNetwork(device, id);
    const correction = {
      kind: 'material',
      title: 'Fluchtweg in Halle 4 gesperrt',
      body: 'Benutzen Sie **Tor 5**.',
    };
    const corrected = await anna.call('POST', `/announcements/${id}/correction`, correction);
    assert.equal(corrected.status, 200, corrected.text);

    const { page, context } = device;
    await context.setOffline(false);
    await waitForText(page, '.refused', 'Eine Bestätigung ohne Verbindung hat nicht gezählt.');
    await page.getByRole('button', { name: /estätigen$/ }).waitFor();
    assert.deepEqual(await rowsOf(world, id), []);
    await page.goto('/');
    await page.locator('.refused').getByRole('link', { name: 'Mitteilung öffnen' }).tap();
    await page.waitForURL(`/announcements/${id}`);
    await page.getByRole('button', { name: 'Verstanden' }).tap();
    await page.getByRole('button', { name: /estätigen$/ }).tap();
    await waitForText(page, '#confirm-bar', 'Beleg ansehen');
    await page.reload();
    await waitForText(page, '#confirm-bar', 'Beleg ansehen');
    assert.equal(await page.locator('.refused').count(), 0);
    assert.deepEqual(await keptHere(page), []);
  });

  it('is kept over a sign-in that was needed first, and needs no second press', async () => {
    const { world, onPhone, expectTroubles } = stage();
    expectTroubles(/status of 401/);
    const id = await releaseToBen();
    const { page, context } = await onPhone('ben');
    // Once it is connected, the page looks by itself whether it is still signed in; this person presses after that.
    const looked = page.waitForResponse((response) => response.request().headers()['x-live'] === '1');
    await page.goto(`/announcements/${id}`);
    await looked;
    await context.clearCookies({ name: 'umlauf' });
    await page.getByRole('button', { name: 'Bestätigen' }).tap();
    await page.waitForURL('/sign-in?**');
    await waitForText(page, '[role="alert"]', 'Ihre Bestätigung wartet auf diesem Gerät');
    await page.locator('button[name="login"][value="ben"]').tap();
    await page.waitForURL(`/announcements/${id}`);
    await waitForText(page, '#confirm-bar', 'Beleg ansehen');
    assert.equal((await rowsOf(world, id)).length, 1);
  });

  it('waits with the page alone on a shared computer, which keeps nothing', async () => {
    const { world, onPhone, expectTroubles } = stage();
    expectTroubles(noNetwork);
    const id = await releaseToBen();
    const device = await onPhone(null);
    await signInOn(device.page, 'ben', { shared: true });
    await pressWithoutNetwork(device, id);
    await waitForText(device.page, '#confirm-bar', 'Bitte lassen Sie diese Seite offen.');
    assert.deepEqual(await keptHere(device.page), []);
    assert.equal(await device.page.evaluate(() => localStorage.length), 0);
    await device.context.setOffline(false);
    await waitForText(device.page, '#confirm-bar', 'Beleg ansehen');
    const [row] = await rowsOf(world, id);
    assert.ok(row?.claimed_at, 'the time of the press is claimed');
  });
});

function seal(page: Page): Promise<{ owner: string; key: string }> {
  return page.evaluate(() => {
    const { offlineOwner = '', offlineKey = '' } = document.body.dataset;
    return { owner: offlineOwner, key: offlineKey };
  });
}

/** Somebody who knows his way about a browser puts his own name on what another one left. */
function relabel(page: Page, owner: string): Promise<void> {
  return page.evaluate(async (given) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('umlauf');
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction('confirmations', 'readwrite').objectStore('confirmations');
    await new Promise<void>((resolve) => {
      const all = store.getAll();
      all.onsuccess = () => {
        for (const record of all.result as object[]) store.put({ ...record, owner: given });
        store.transaction.oncomplete = () => resolve();
      };
    });
    database.close();
  }, owner);
}
