import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { openWorld, type World } from '../support/world.ts';

const hourMs = 3_600_000;

describe('A confirmation that was late to arrive', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  after(() => world.stop());

  async function shownAfter(pressedAfterMs: number): Promise<{ bar: string; receipt: string }> {
    const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const releasedAt = world.clock.now();
    const { id } = await released(anna, { people: ['ben'], deadlineAt: releasedAt + hourMs });
    world.clock.advance(3 * hourMs);
    const claimedAt = new Date(releasedAt + pressedAfterMs).toISOString();
    const confirmation = { version: 1, clientAckId: 'late', claimedAt };
    const answer = await ben.call('POST', `/announcements/${id}/acknowledgement`, confirmation);
    assert.equal((answer.json as { claimedAt: string }).claimedAt, claimedAt);
    const [page, receipt] = [
      await ben.get(`/announcements/${id}`),
      await ben.get(`/announcements/${id}/acknowledgement`),
    ];
    assert.ok(receipt.text.includes(`<time datetime="${claimedAt}">`));
    return { bar: page.text, receipt: receipt.text };
  }

  it('was in time by the clock of the device, which is said to be its own', async () => {
    const { bar, receipt } = await shownAfter(hourMs / 2);
    assert.match(bar, /rechtzeitig laut Gerät: /);
    assert.doesNotMatch(bar, /nach der Frist/);
    assert.match(receipt, /Uhr des Geräts, ohne Verbindung; nicht geprüft/);
    assert.match(receipt, /Nach der Frist eingetroffen, rechtzeitig laut Gerät/);
  });

  it('was late by that clock too', async () => {
    const { bar, receipt } = await shownAfter(2 * hourMs);
    assert.match(bar, /nach der Frist \(laut Gerät /);
    assert.match(receipt, /Nach der Frist bestätigt/);
    assert.doesNotMatch(receipt, /rechtzeitig/);
  });
});
