import assert from 'node:assert/strict';
import { clearOverdue } from '../../server/channels/retention/clear-overdue.ts';
import { lookAtClock, type ClockWatch } from '../../server/channels/retention/clock-watch.ts';
import { eventually } from '../support/eventually.ts';
import { plantChannel } from '../support/plant-channel.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [minute, hour] = [60_000, 3_600_000];
const [day, year] = [24 * hour, 365 * 24 * hour];
const start = Date.parse('2026-12-01T08:00Z');

/** Looks each minute from `from` to `to`. */
function lookEachMinute(watch: ClockWatch | null, from: number, to: number): ClockWatch {
  let seen = lookAtClock(watch, from);
  for (let now = from + minute; now <= to; now += minute) seen = lookAtClock(seen, now);
  return seen;
}

describe('The clock by which messages are deleted', () => {
  const trusted = lookAtClock(null, start);

  it('is trusted as long as it runs on, over a night too, and when it is set back a little', () => {
    assert.deepEqual(trusted, { lookedAt: start, held: null });
    for (const later of [minute, 13 * hour, day, -4 * minute])
      assert.equal(lookAtClock(trusted, start + later).held, null);
  });

  it('is not trusted after a jump ahead, after one back, nor after a long weekend', () => {
    for (const later of [day + minute, 3 * day, 10 * year, -6 * minute, -10 * year])
      assert.deepEqual(lookAtClock(trusted, start + later), {
        ...{ lookedAt: start + later, held: { since: start + later, trustedUntil: start } },
      });
  });

  it('is trusted again after a day in which it ran on, whoever looked, and a restart does no harm', () => {
    const back = start + 3 * day;
    const held = lookAtClock(trusted, back);
    const soon = lookEachMinute(held, back + minute, back + 12 * hour);
    const restarted = lookEachMinute(soon, back + 12 * hour + 50 * minute, back + day - minute);
    assert.ok(restarted.held);
    assert.equal(lookAtClock(restarted, back + day).held, null);
  });

  it('begins the day anew after an hour in which nobody looked, and after another jump', () => {
    const back = start + 3 * day;
    const held = lookEachMinute(lookAtClock(trusted, back), back, back + 20 * hour);
    for (const gap of [hour + minute, 10 * year, -10 * minute]) {
      const again = lookAtClock(held, back + 20 * hour + gap);
      assert.deepEqual(again.held, { since: back + 20 * hour + gap, trustedUntil: start });
    }
  });

  it('is trusted at once when it is back where it was', () => {
    const ahead = lookAtClock(lookAtClock(trusted, start + minute), start + 10 * year);
    assert.ok(ahead.held);
    assert.equal(lookAtClock(ahead, start + 5 * minute).held, null);
  });
});

describeOnEachDatabase('A clock that jumps', (world) => {
  const house = () => world().umlauf;
  const { now: real } = Date;
  const heldWarnings = () => world().log.filter(({ msg }) => String(msg).startsWith('the clock has jumped'));
  const plant = (...postedAt: number[]) => plantChannel(house(), { retention: ['hours', 1], postedAt });
  const seqsIn = async (channelId: string): Promise<number[]> =>
    (await house().db('messages').where({ channel_id: channelId }).orderBy('seq').pluck('seq')) as number[];
  before(() =>
    eventually(
      () => house().db('clock_watch').pluck('id'),
      (rows) => rows.length === 1,
    ),
  );
  afterEach(async () => {
    world().clock.setTo(real());
    await house().transaction((tx) => Promise.all([tx('clock_watch').delete(), tx('channels').delete()]));
  });

  it('deletes nothing, ten years ahead, and says so once', async () => {
    const channelId = await plant(real() - minute, real());
    await clearOverdue(house());
    world().clock.advance(10 * year);
    for (let looks = 0; looks < 3; looks += 1)
      assert.deepEqual(await clearOverdue(house()), { deleted: 0, left: 0 });
    assert.deepEqual(await seqsIn(channelId), [1, 2]);
    assert.equal(heldWarnings().length, 1);
    assert.equal(heldWarnings()[0]?.['level'], 40);
  });

  it('deletes nothing after a long weekend, until it has run on for a day', async () => {
    const channelId = await plant(real() - minute);
    await clearOverdue(house());
    world().clock.advance(3 * day + 14 * hour);
    for (let minutes = 0; minutes < 24 * 60; minutes += 30) {
      assert.equal((await clearOverdue(house())).deleted, 0);
      world().clock.advance(30 * minute);
    }
    assert.equal((await clearOverdue(house())).deleted, 1);
    assert.deepEqual(await seqsIn(channelId), []);
  });

  it('leaves nothing behind that is dated ahead when it is set right', async () => {
    await clearOverdue(house());
    world().clock.advance(10 * year);
    await clearOverdue(house());
    const ahead = world().clock.now();
    const channelId = await plant(ahead - minute, ahead);
    world().clock.setTo(real());
    await clearOverdue(house());
    world().clock.advance(hour + minute);
    assert.equal((await clearOverdue(house())).deleted, 2);
    assert.deepEqual(await seqsIn(channelId), []);
  });

  it('goes on with what a member or an earlier look has ended already', async () => {
    const channelId = await plant(real(), real());
    await house().transaction((tx) => tx('channels').where({ id: channelId }).update({ first_seq: 2 }));
    await house().transaction((tx) => tx('clock_watch').update({ looked_at: real() - 10 * day }));
    assert.deepEqual(await clearOverdue(house()), { deleted: 1, left: 0 });
    assert.deepEqual(await seqsIn(channelId), [2]);
  });
});
