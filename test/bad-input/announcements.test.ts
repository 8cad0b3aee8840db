import assert from 'node:assert/strict';
import { newId } from '../../server/platform/ids.ts';
import { draftFor, teamId } from '../support/announcing.ts';
import { assertProblem } from '../support/bad-input/refused.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;

describeOnEachDatabase('An announcement that cannot be meant', (world) => {
  let anna: Visitor;
  let draftId = '';
  const content = () => ({
    ...{ title: 'Probe', body: 'Um zehn Uhr.', priority: 'normal', acknowledgement: 'confirm' },
    ...{ deadlineAt: null as string | null, audience: { everyone: true } as object },
  });

  before(async () => {
    anna = await world().signIn('anna');
    draftId = (await draftFor(anna, { teams: ['Frühschicht'] })).id;
  });

  async function refuses(change: object, status: number, field: string): Promise<void> {
    const what = JSON.stringify(change).slice(0, 80);
    const answers = [
      await anna.call('POST', '/announcements', { ...content(), ...change }),
      await anna.call('PATCH', `/announcements/${draftId}`, change),
    ];
    for (const answer of answers) {
      assertProblem(answer, status, what);
      assert.equal((answer.json as { field: string }).field, field, what);
    }
  }

  it('in its title or text is refused', async () => {
    await changesNothing(world().umlauf.db, async () => {
      for (const title of ['', ' ', '\t\n', '\u00a0', 'x'.repeat(201), 'x'.repeat(100_000)])
        await refuses({ title }, 422, 'title');
      for (const title of ['a\u0000b', '\u0007', '\u001b[2J', 'a\u007fb', '\ud800', 'a\udfffb'])
        await refuses({ title }, 400, 'title');
      await refuses({ body: 'x'.repeat(20_001) }, 422, 'body');
      await refuses({ body: 'a\u0000b' }, 400, 'body');
    });
  });

  it('in its deadline is refused', async () => {
    const now = world().clock.now();
    const iso = (ms: number) => new Date(ms).toISOString();
    await changesNothing(world().umlauf.db, async () => {
      for (const at of [now - minuteMs, 0, -1, now + 2 * yearMs])
        await refuses({ deadlineAt: iso(at) }, 422, 'deadlineAt');
      const noTimes = [
        '+275761-01-01T00:00:00Z',
        '+275760-09-13T00:00:00.001Z',
        '2027-02-31T10:00:00Z',
        '31.02.2027',
        '2027-02-29T10:00:00Z',
        '2027-03-28T25:00:00Z',
        '2027-03-28T02:30',
        '2027-03-28',
        'tomorrow',
        '1e999',
        '2027-03-28T02:30:00+99:99',
      ];
      for (const deadlineAt of noTimes) await refuses({ deadlineAt }, 400, 'deadlineAt');
    });
  });

  it('in its audience is refused', async () => {
    const team = await teamId(anna, 'Frühschicht');
    await changesNothing(world().umlauf.db, async () => {
      for (const audience of [
        {},
        { everyone: false },
        { teams: [] },
        { except: { teams: [team] } },
        { teams: [newId()] },
        { people: [newId()] },
        { teams: [team], except: { people: [newId()] } },
      ]) {
        await refuses({ audience }, 422, 'audience');
      }
      await refuses({ audience: { teams: Array<string>(5001).fill(team) } }, 400, 'audience.teams');
      const million = JSON.stringify({ ...content(), audience: { teams: Array<number>(1_000_000).fill(1) } });
      assertProblem(await anna.call('POST', '/announcements', JSON.parse(million)), 413, 'a million teams');
    });
  });

  it('is taken when it is only unusual', async () => {
    const titles = [
      '🦺🔥',
      'x'.repeat(200),
      '\u202eسلام',
      'a\u200bb',
      'Raum\u00a0„Süd“',
      "'; drop table announcements; --",
      '{{title}} <b>&amp;',
      '%s %n %x',
    ];
    for (const title of titles) {
      const { status, json } = await anna.call('POST', '/announcements', { ...content(), title });
      assert.deepEqual([status, (json as { title: string }).title], [201, title]);
    }
    const body = 'y'.repeat(20_000);
    const { json } = await anna.call('POST', '/announcements', {
      ...content(),
      body,
      deadlineAt: '2026-12-31T23:59:59.999+01:00',
    });
    assert.equal((json as { body?: string; deadlineAt?: string }).body, body);
  });
});
