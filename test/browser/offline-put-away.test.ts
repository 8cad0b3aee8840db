import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { released } from '../support/announcing.ts';
import { openProfile, phone, signInOn, waitForText, type Device } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { breakInserts } from '../support/fault.ts';
import { openNetwork, type Network } from '../support/network.ts';
import { endSessions, keptHere, postsTo, rowsOf, serviceWorkerKeepsPage } from '../support/waiting-here.ts';
import { openWorld, type World } from '../support/world.ts';

const inTheEarlyShift = { teams: ['Frühschicht'] };
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
