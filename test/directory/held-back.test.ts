import assert from 'node:assert/strict';
import { applyRoster } from '../../server/directory/apply-roster.ts';
import { deactivatePerson } from '../../server/directory/deactivate-person.ts';
import { createDirectoryClock } from '../../server/directory/directory-clock.ts';
import { findDifference } from '../../server/directory/difference-queries.ts';
import { findLatestRun } from '../../server/directory/run-queries.ts';
import { synchroniseDirectory } from '../../server/directory/synchronise-directory.ts';
import type { Roster } from '../../server/directory/roster.ts';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { eventually } from '../support/eventually.ts';
import { changedRoster, smallCompany } from '../support/rosters.ts';
import { printTables } from '../support/table-prints.ts';
import { send } from '../support/visitor.ts';
import { waitingDifference } from '../support/waiting-difference.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('A directory that would take away too much', (world) => {
  const house = () => world().umlauf;
  const apply = (source: string, roster: Roster) =>
    applyRoster(house(), roster, { source, maxDropPercent: 10 });
  const without = (roster: Roster, keys: string[]) =>
    changedRoster(roster, { people: Object.fromEntries(keys.map((key) => [key, null])) });
  const presentOf = async (source: string) =>
    (await house()
      .db('people')
      .where({ source })
      .whereNull('left_at')
      .orderBy('login')
      .pluck('login')) as string[];
  const figure = async (series: string): Promise<number> => {
    const { text } = await send(`${world().baseUrl}/metrics`, {});
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
    assert.ok(line, `${series} stands in\n${text}`);
    return Number(line.slice(series.length + 1));
  };
  const waitingAlarms = () => figure('umlauf_directory_alarms{reason="waiting"}');

  it('changes nobody, raises the alarm, and is shown by name to administrators', async () => {
    const deniz = await world().signIn('deniz');
    const whole = smallCompany('k', 8);
    await apply('k', whole);
    const own = await world().signIn('login-k0');
    const tables = ['people', 'teams', 'memberships', 'sessions', 'change_feed', 'recipients'];
    const before = await printTables(house().db);
    const missing = without(whole, ['k0', 'k1', 'k2', 'k3', 'k4', 'k5']);
    assert.equal((await apply('k', missing)).outcome, 'waiting');
    const after = await printTables(house().db);
    for (const table of tables) assert.deepEqual(after[table], before[table], table);
    assert.equal((await own.call('GET', '/me')).status, 200, 'sessions go on');
    assert.equal(await waitingAlarms(), 1);
    const { text } = await deniz.get('/administration');
    assert.match(text, /Person k0, Person k1, Person k2, Person k3, Person k4, Person k5/);
    assert.match(text, /6 (of|von) 8/);
    const kept = await findDifference(house().db, { source: 'k' });
    assert.equal((await apply('k', missing)).outcome, 'waiting');
    assert.deepEqual(await findDifference(house().db, { source: 'k' }), kept, 'the same one waits on');
    assert.equal((await findLatestRun(house().db, 'k'))?.times, 2);

    assert.equal((await apply('k', whole)).outcome, 'applied', 'the directory is whole again');
    assert.equal(await findDifference(house().db, { source: 'k' }), null);
    assert.equal(await waitingAlarms(), 0);
    assert.equal((await apply('k', whole)).outcome, 'unchanged');
  });

  it('is applied as it was shown when an administrator approves it, once', async () => {
    const deniz = await world().signIn('deniz');
    const id = await waitingDifference(house(), 'l');
    const own = await world().signIn('login-l0');
    const path = `/administration/differences/${id}/approval`;
    assert.equal((await deniz.post(path, { _csrf: 'none' })).status, 403);
    const answer = await deniz.post(path);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/administration?done=approved']);
    assert.deepEqual(await presentOf('l'), ['login-l6', 'login-l7']);
    assert.equal((await own.call('GET', '/me')).status, 401);
    assert.equal((await deniz.post(path)).status, 404);
    const entries = (await house()
      .db('audit_entries')
      .where({ actor_id: deniz.personId })
      .whereIn('action', ['person:left', 'directory:approved', 'directory:applied'])
      .pluck('action')) as string[];
    assert.deepEqual(entries.toSorted(), [
      'directory:applied',
      'directory:approved',
      ...Array<string>(6).fill('person:left'),
    ]);
    assert.equal((await verifyAudit(house().db)).intact, true);
  });

  it('asks again when it is another one by then', async () => {
    const deniz = await world().signIn('deniz');
    const id = await waitingDifference(house(), 'm');
    await deactivatePerson(house(), null, 'login-m0');
    const before = await presentOf('m');
    assert.equal((await deniz.post(`/administration/differences/${id}/approval`)).status, 409);
    assert.deepEqual(await presentOf('m'), before);
    const next = await findDifference(house().db, { source: 'm' });
    assert.ok(next && next.id !== id);
    assert.equal((await deniz.post(`/administration/differences/${next.id}/approval`)).status, 303);
    assert.deepEqual(await presentOf('m'), ['login-m6', 'login-m7']);
  });

  it('raises no alarm once it is to be left as it is, until another one comes', async () => {
    const deniz = await world().signIn('deniz');
    const id = await waitingDifference(house(), 'n');
    assert.equal(await waitingAlarms(), 1);
    const answer = await deniz.post(`/administration/differences/${id}/dismissal`);
    assert.equal(answer.status, 303);
    assert.equal(await waitingAlarms(), 0);
    assert.equal((await presentOf('n')).length, 8);
    const whole = smallCompany('n', 8);
    await apply('n', without(whole, ['n0', 'n1', 'n2', 'n3', 'n4', 'n5']));
    assert.equal(await waitingAlarms(), 0, 'the same again');
    await apply('n', { people: [], teams: [] });
    assert.equal(await waitingAlarms(), 1);
    await apply('n', whole);
  });

  it('is not read at all: that is kept, changes nobody and raises the alarm until it is read again', async () => {
    const whole = smallCompany('o', 3);
    const given = { source: 'o', maxDropPercent: 10 };
    const down = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    await synchroniseDirectory(house(), () => Promise.resolve(whole), given);
    const own = await world().signIn('login-o0');
    for (let times = 0; times < 3; times += 1)
      assert.deepEqual(await synchroniseDirectory(house(), down, given), {
        outcome: 'failed',
        code: 'ECONNREFUSED',
      });
    const { outcome, code, times } = (await findLatestRun(house().db, 'o')) ?? {};
    assert.deepEqual({ outcome, code, times }, { outcome: 'failed', code: 'ECONNREFUSED', times: 3 });
    assert.equal(await figure('umlauf_directory_alarms{reason="failed"}'), 1);
    assert.equal((await own.call('GET', '/me')).status, 200);
    assert.equal((await presentOf('o')).length, 3);
    const deniz = await world().signIn('deniz');
    assert.match((await deniz.get('/administration')).text, /ECONNREFUSED/);
    await synchroniseDirectory(house(), () => Promise.resolve(whole), given);
    assert.equal(await figure('umlauf_directory_alarms{reason="failed"}'), 0);
  });

  it('is read again and again by the clock, and its age is the time since it was heard in full', async () => {
    let roster = smallCompany('p', 2);
    let readings = 0;
    const read = () => {
      readings += 1;
      return Promise.resolve(roster);
    };
    for (const source of ['k', 'l', 'm', 'n', 'o'])
      await house().transaction((tx) => tx('directory_runs').where({ source }).delete());
    const directory = {
      readRoster: read,
      lookUpPeople: () => Promise.resolve([]),
      readGroupVersions: () => Promise.resolve('as ever'),
    };
    const rhythm = { source: 'p', maxDropPercent: 10, watchMs: 30, syncMs: 30 };
    const clock = createDirectoryClock(house(), directory, rhythm);
    clock.start();
    await eventually(
      () => presentOf('p'),
      ({ length }) => length === 2,
    );
    roster = smallCompany('p', 4);
    await eventually(
      () => presentOf('p'),
      ({ length }) => length === 4,
    );
    await eventually(
      () => readings,
      (count) => count > 4,
    );
    await clock.stop();
    const age = await figure('umlauf_directory_sync_age_seconds');
    assert.ok(age >= 0 && age < 5, `${age} s`);
    world().clock.advance(60_000);
    const later = await figure('umlauf_directory_sync_age_seconds');
    assert.ok(later >= 60 && later < 65, `${later} s`);
    const last = readings;
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(readings, last, 'a clock that is stopped reads no more');
  });
});

describeOnEachDatabase('The page of the directory', (world) => {
  it('is for administrators alone, and stands in their navigation only', async () => {
    const [deniz, anna] = [await world().signIn('deniz'), await world().signIn('anna')];
    assert.match((await deniz.get('/')).text, /href="\/administration"/);
    assert.doesNotMatch((await anna.get('/')).text, /href="\/administration"/);
    assert.equal((await anna.get('/administration')).status, 403);
    assert.equal((await send(`${world().baseUrl}/administration`, {})).status, 303);
    assert.equal((await deniz.post(`/administration/differences/${'0'.repeat(32)}/approval`)).status, 404);
  });
});
