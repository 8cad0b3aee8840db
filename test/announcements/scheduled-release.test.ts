import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { serve } from '../../server/serve.ts';
import { draftFor, release } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { join as joinTeam, leave } from '../support/membership.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { createTestClock, type TestClock } from '../support/test-clock.ts';
import { signIn, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase, type DatabaseKind } from '../support/world.ts';

type Shown = { status: string; releasedAt: string | null };
const dayMs = 24 * 3600 * 1000;

async function scheduled(anna: Visitor, releaseAt: number, teams = ['Frühschicht']): Promise<string> {
  const { id } = await draftFor(anna, { teams, deadlineAt: null });
  const answer = await anna.call('PATCH', `/announcements/${id}`, {
    releaseAt: new Date(releaseAt).toISOString(),
  });
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await release(anna, id)).status, 'scheduled');
  return id;
}

const lookAt = async (person: Visitor, id: string): Promise<Shown> =>
  (await person.call('GET', `/announcements/${id}`)).json as Shown;

describeOnEachDatabase('A scheduled release', (world) => {
  it('opens at its time for everyone who is a recipient then, and once', async () => {
    const [anna, ben, clara] = await Promise.all(['anna', 'ben', 'clara'].map((who) => world().signIn(who)));
    assert.ok(anna && ben && clara);
    const at = world().clock.now() + dayMs;
    const id = await scheduled(anna, at);
    assert.equal((await ben.call('GET', `/announcements/${id}`)).status, 404);
    await joinTeam(world().umlauf, 'clara', 'Frühschicht');
    world().clock.setTo(at - 1500);
    assert.equal((await lookAt(anna, id)).status, 'scheduled');
    const shown = await eventually(
      () => lookAt(anna, id),
      ({ status }) => status === 'released',
    );
    const lateMs = Date.parse(shown.releasedAt ?? '') - at;
    assert.ok(lateMs >= 0 && lateMs < 1000, `${lateMs} ms after its time`);
    for (const person of [ben, clara])
      assert.equal((await person.call('GET', `/announcements/${id}`)).status, 200);
    const { count } = (await world()
      .umlauf.db('audit_entries')
      .where({ subject: id, action: 'announcement:released' })
      .count({ count: '*' })
      .first()) as { count: number };
    assert.equal(count, 1);
  });

  it('becomes a draft again by being changed', async () => {
    const anna = await world().signIn('anna');
    const at = world().clock.now() + dayMs;
    const id = await scheduled(anna, at);
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { title: 'Anders' })).status, 200);
    world().clock.setTo(at + 1000);
    const other = await scheduled(anna, world().clock.now() + 1000);
    await eventually(
      () => lookAt(anna, other),
      ({ status }) => status === 'released',
    );
    assert.equal((await lookAt(anna, id)).status, 'draft');
  });

  it('is held when its sender may no longer publish by then', async () => {
    const anna = await world().signIn('anna');
    const second = await world().signIn('c.oeztuerk');
    const id = await scheduled(anna, world().clock.now() + dayMs);
    await leave(world().umlauf, 'anna', 'Umlauf-Freigabe');
    world().clock.advance(dayMs);
    const held = async () =>
      (await world().umlauf.db('announcements').where({ id }).first('held_at', 'status')) as {
        held_at: number | null;
        status: string;
      };
    const row = await eventually(held, ({ held_at }) => held_at !== null);
    assert.equal(row.status, 'scheduled');
    const taken = await second.call('POST', `/announcements/${id}/takeover`);
    assert.equal(taken.status, 200, taken.text);
    assert.equal((taken.json as Shown).status, 'draft');
    await joinTeam(world().umlauf, 'anna', 'Umlauf-Freigabe');
    assert.equal((await anna.call('GET', `/announcements/${id}`)).status, 404, 'it is no longer hers');
  });
});

const changes: [string, string][] = [
  ['the clocks go forward', '2027-03-28T03:00:00+02:00'],
  ['the clocks go back, the first time', '2027-10-31T02:30:00+02:00'],
  ['the clocks go back, the second time', '2027-10-31T02:30:00+01:00'],
];

/** The program on one database, stopped and started as often as needed, on a clock of its own. */
async function openRestarting(kind: DatabaseKind, clock: TestClock) {
  const dataDir = await mkdtemp(join(tmpdir(), 'umlauf-clock-'));
  const url =
    kind === 'PostgreSQL'
      ? { DATABASE_URL: await (await sharedPostgres()).createDatabase(`clock_${Date.now()}`) }
      : {};
  const port = await freePort();
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, TIME_ZONE: 'Europe/Berlin', ...url });
  const log = createLog('silent');
  let running = await serve(config, log, clock);
  return {
    signIn: (login: string) => signIn(`http://127.0.0.1:${port}`, login),
    restart: async () => {
      await running.stop();
      running = await serve(config, log, clock);
    },
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

for (const kind of ['SQLite', 'PostgreSQL'] as const) {
  describe(`The release clock, 40 days ahead (${kind})`, () => {
    // The database knows no time zone: one of them is enough for the nights.
    for (const [night, instant] of kind === 'SQLite' ? changes : []) {
      it(`fires at its instant in the night in which ${night}, after a restart`, async () => {
        const at = Date.parse(instant);
        const clock = createTestClock();
        clock.setTo(at - 40 * dayMs);
        const house = await openRestarting(kind, clock);
        try {
          const id = await scheduled(await house.signIn('anna'), at);
          await house.restart();
          clock.setTo(at - 1500);
          const anna = await house.signIn('anna');
          assert.equal((await lookAt(anna, id)).status, 'scheduled', 'not earlier');
          const shown = await eventually(
            () => lookAt(anna, id),
            ({ status }) => status === 'released',
          );
          const lateMs = Date.parse(shown.releasedAt ?? '') - at;
          assert.ok(lateMs >= 0 && lateMs < 1000, `${lateMs} ms after its time`);
        } finally {
          await house.stop();
        }
      });
    }

    it('fires once and at once what came due while the program was down', async () => {
      const clock = createTestClock();
      const house = await openRestarting(kind, clock);
      try {
        const id = await scheduled(await house.signIn('anna'), clock.now() + dayMs);
        await house.restart();
        clock.advance(3 * dayMs);
        const anna = await house.signIn('anna');
        await eventually(
          () => lookAt(anna, id),
          ({ status }) => status === 'released',
        );
      } finally {
        await house.stop();
      }
    });
  });
}
