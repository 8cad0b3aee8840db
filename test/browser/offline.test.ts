import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { deleteSessions } from '../../server/sign-in/session-store.ts';
import { released } from '../support/announcing.ts';
import { openProfile, phone, signInOn, waitForText, type Device } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { eventually } from '../support/eventually.ts';
import { breakInserts } from '../support/fault.ts';
import { openNetwork, type Network } from '../support/network.ts';
import { keptHere, postsTo, rowsOf, serviceWorkerKeepsPage } from '../support/waiting-here.ts';
import { openWorld, type World } from '../support/world.ts';

const inTheEarlyShift = { teams: ['Frühschicht'] };
const noNetwork = /ERR_INTERNET_DISCONNECTED/;
const oneWaits = 'Eine Bestätigung wartet';

describe('A confirmation without network, on a phone that is put away', function () {
  this.timeout(90_000);
  let [network, world, folder] = [{} as Network, {} as World, ''];
  let phones: Device[] = [];

  before(async () => {
    network = await openNetwork(() => Number(new URL(world.baseUrl).port));
    world = await openWorld('SQLite', { BASE_URL: network.baseUrl });
    world.expectErrors();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umlauf-phone-'));
    phones = [];
  });
  afterEach(async () => {
    network.mend();
    await Promise.all(phones.map(({ context }) => context.close()));
    await rm(folder, { recursive: true, force: true });
  });
  after(async () => {
    await network.stop();
    await world.stop();
  });

  async function openPhone(): Promise<Device> {
    const device = await openProfile(folder, network.baseUrl, phone);
    phones.push(device);
    return device;
  }

  /** `knows`: the browser itself notices that it is offline, as it does not where only the house is out of reach. */
  async function pressAndPutAway(id: string, { knows = false } = {}): Promise<void> {
    const { page, context } = await openPhone();
    await signInOn(page, 'ben');
    await page.goto(`/announcements/${id}`);
    await serviceWorkerKeepsPage(page);
    network.cut();
    await context.setOffline(knows);
    await page.getByRole('button', { name: 'Bestätigen' }).tap();
    await waitForText(page, '#confirm-bar', 'Wartet auf Verbindung.');
    await waitForText(page, '#network', `Keine Verbindung. ${oneWaits} hier und geht von selbst hinaus.`);
    assert.equal(await page.getByRole('button', { name: 'Bestätigen' }).count(), 0);
    await context.close();
  }

  it('outlives browser and session, and goes out once from three pages at a time', async () => {
    const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const { id } = await released(anna, inTheEarlyShift);
    await pressAndPutAway(id);
    const pressedBy = Date.now();
    await endSessions(world, ben.personId);

    const { page, context } = await openPhone();
    await page.goto('/');
    await waitForText(page, 'h1', 'Keine Verbindung zu Umlauf');
    await waitForText(page, '#offline-page', `${oneWaits} auf diesem Gerät.`);
    assert.equal(await page.getByText('Fluchtweg').count(), 0, 'nothing of the announcement is kept');

    const mendDatabase = await breakInserts(world.umlauf, 'SQLite', 'acknowledgements');
    network.mend();
    await page.getByRole('button', { name: 'Noch einmal' }).tap();
    await page.waitForURL('/sign-in');
    await signInOn(page, 'ben');
    await waitForText(page, `#row-${id}`, 'Von Ihnen bestätigt. Wartet darauf, gesendet zu werden.');
    const pages = [page, await context.newPage(), await context.newPage()];
    for (const each of pages.slice(1)) {
      await each.goto(`/announcements/${id}`);
      await waitForText(each, '#confirm-bar', 'Wartet auf Verbindung.');
      assert.equal(await each.getByRole('button', { name: 'Bestätigen' }).count(), 0);
    }

    await context.setOffline(true);
    await waitForText(page, '#network', 'Keine Verbindung.');
    await mendDatabase();
    const postsBefore = postsTo(world, id);
    await context.setOffline(false);
    for (const each of pages.slice(1)) await waitForText(each, '#confirm-bar', 'Beleg ansehen');
    await page.locator(`#row-${id}.row-confirmed`).waitFor();
    await page.locator('#network[data-network="quiet"]').waitFor({ state: 'attached' });
    assert.equal(postsTo(world, id) - postsBefore, 1, 'three pages send once');
    const rows = await rowsOf(world, id);
    assert.deepEqual(
      rows.map(({ person_id }) => person_id),
      [ben.personId],
    );
    const [row] = rows;
    assert.ok(row?.claimed_at && row.claimed_at <= pressedBy && pressedBy <= row.acknowledged_at);
    assert.deepEqual(await keptHere(page), []);
  });

  it('goes out by itself, in Chromium, when the browser runs again without any page of Umlauf', async () => {
    const { id } = await released(await world.signIn('anna'), inTheEarlyShift);
    await pressAndPutAway(id, { knows: true });
    network.mend();
    await openPhone();
    const rows = await eventually(
      () => rowsOf(world, id),
      ({ length }) => length > 0,
      20_000,
    );
    assert.equal(rows.length, 1);
  });
});

describeInBrowser('A confirmation without network', (stage) => {
  const releaseToBen = async () => (await released(await stage().world.signIn('anna'), inTheEarlyShift)).id;

  it('waits for its own person: whoever uses the browser next finds nothing, sends nothing', async () => {
    const { world, onPhone, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|status of 401/);
    const id = await releaseToBen();
    const device = await onPhone('ben');
    const { page, context } = device;
    await pressWithoutNetwork(device, id);
    const bens = await seal(page);
    const { personId } = await world.signIn('ben');
    await endSessions(world, personId);
    await context.setOffline(false);
    await page.waitForURL(/\/sign-in/);
    const postsBefore = postsTo(world, id);

    await signInOn(page, 'clara');
    await page.locator('[data-connection="live"]:not([hidden])').waitFor({ state: 'attached' });
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
    await page.locator('[data-connection="live"]:not([hidden])').waitFor({ state: 'attached' });
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

  it('is asked about before it is given up at sign-out, by keyboard too, and is gone then', async () => {
    const { world, onDesktop, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|status of 500/);
    world.expectErrors();
    const id = await releaseToBen();
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
    await waitForText(page, 'dialog', `${oneWaits} noch auf diesem Gerät.`);
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

describeInBrowser('A sign-out without network (T04)', (stage) => {
  it('leaves nothing behind, and reaches the server before anything else is shown', async () => {
    const { world, onPhone, expectTroubles } = stage();
    expectTroubles(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    const id = (await released(await world.signIn('anna'), inTheEarlyShift)).id;
    const { page, context } = await onPhone('ben');
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
    assert.deepEqual(await context.cookies(), []);
  });
});

/** Ben has the announcement open; the network goes; he presses. */
async function pressWithoutNetwork({ page, context }: Device, id: string): Promise<void> {
  await page.goto(`/announcements/${id}`);
  await serviceWorkerKeepsPage(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Bestätigen' }).tap();
  await waitForText(page, '#confirm-bar', 'Wartet auf Verbindung.');
}

async function endSessions({ umlauf }: World, personId: string): Promise<void> {
  await umlauf.transaction(async (tx) => {
    const sessionHashes = await deleteSessions(tx, { person_id: personId });
    await umlauf.changes.append(tx, 'session:ended', { sessionHashes, reason: 'ended' });
  });
}

function seal(page: Page): Promise<{ owner: string; key: string }> {
  return page.evaluate(() => {
    const { offlineOwner = '', offlineKey = '' } = document.body.dataset;
    return { owner: offlineOwner, key: offlineKey };
  });
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
}

function everythingCached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    return paths.filter((path) => !/^\/(styles|scripts|icons)\//.test(path));
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
