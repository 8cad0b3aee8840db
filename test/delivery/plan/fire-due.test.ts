import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fireDue } from '../../../server/delivery/plan/fire-due.ts';
import { writeLetters } from '../../../server/delivery/write-letters.ts';
import { applyRoster } from '../../../server/directory/apply-roster.ts';
import { confirm, draftFor, release, released, teamId } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import { rosterPerson, rosterTeam } from '../../support/rosters.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
type Row = { kind: string; due_at: number; state: string; settled_at: number | null };

describeOnEachDatabase(
  'What is planned until the deadline',
  (world) => {
    // By day, wherever the tests run: at night much of this waits.
    before(() => {
      world().clock.setTo(Date.parse('2026-12-08T09:00Z'));
    });
    const planOf = async (id: string, kind = 'reminder'): Promise<Row[]> =>
      (await world()
        .umlauf.db('planned_notices')
        .where({ announcement_id: id, kind })
        .orderBy('due_at')
        .select('kind', 'due_at', 'state', 'settled_at')) as Row[];
    const remindedOf = async (id: string): Promise<string[]> =>
      (await world()
        .umlauf.db('deliveries')
        .join('people', 'people.id', 'deliveries.person_id')
        .where({ announcement_id: id, kind: 'reminder' })
        .pluck('login')) as string[];
    const edit = (sender: Visitor, id: string, change: object) =>
      sender.call('PATCH', `/announcements/${id}`, change);
    const sent = (id: string, kind = 'reminder', count = 1) =>
      eventually(
        () => planOf(id, kind),
        (rows) => rows.filter(({ state }) => state === 'sent').length === count,
      );

    it('reminds those outstanding within a minute of its time, never before it, and once whoever looks', async () => {
      const [anna, ben, mehmet] = [
        await world().signIn('anna'),
        await world().signIn('ben'),
        await world().signIn('m.aydogan'),
      ];
      await subscribe(ben);
      await subscribe(mehmet);
      const deadlineAt = world().clock.now() + 2 * hour;
      const draft = await draftFor(anna, { teams: ['Frühschicht'], deadlineAt });
      assert.equal((await edit(anna, draft.id, { reminders: ['90m'] })).status, 200);
      const { id } = await release(anna, draft.id);
      await confirm(mehmet, id);
      const [due] = await planOf(id);
      assert.equal(due?.due_at, deadlineAt - 90 * minute);
      world().clock.setTo(deadlineAt - 90 * minute - 5000);
      assert.equal(await fireDue(world().umlauf), 0);
      assert.deepEqual(await remindedOf(id), []);
      world().clock.setTo(deadlineAt - 90 * minute);
      const fired = await Promise.all(Array.from({ length: 4 }, () => fireDue(world().umlauf)));
      assert.ok(fired.reduce((sum, count) => sum + count, 0) <= 1);
      const [row] = await sent(id);
      assert.ok(row && Number(row.settled_at) - row.due_at < minute);
      assert.deepEqual(await remindedOf(id), ['ben']);
      assert.equal(await fireDue(world().umlauf), 0);
      const page = await anna.get(`/announcements/${id}/progress`);
      assert.match(page.text, /Zuletzt erinnert|Last reminded/);
    });

    it('comes once where the house was shut over two of its times, and not at all past the deadline', async () => {
      const anna = await world().signIn('anna');
      const deadlineAt = world().clock.now() + 4 * hour;
      const draftOf = async (reminders: string[]) => {
        const { id } = await draftFor(anna, { people: ['ben'], deadlineAt });
        await edit(anna, id, { reminders });
        return (await release(anna, id)).id;
      };
      const [both, over] = [await draftOf(['3h', '2h']), await draftOf(['3h', '1m'])];
      world().clock.setTo(deadlineAt - hour);
      const rows = await eventually(
        () => planOf(both),
        (plan) => plan.every(({ state }) => state !== 'waiting'),
      );
      assert.deepEqual(
        rows.map(({ state }) => state),
        ['dropped', 'sent'],
      );
      assert.deepEqual(await remindedOf(both), ['ben']);
      world().clock.setTo(deadlineAt + minute);
      await eventually(
        () => planOf(over),
        (plan) => plan.every(({ state }) => state !== 'waiting'),
      );
      assert.ok(
        (await planOf(over)).every(({ state, due_at }) => due_at < deadlineAt && state !== 'waiting'),
      );
    });

    it('follows a deadline that a correction moves', async () => {
      const anna = await world().signIn('anna');
      const deadlineAt = world().clock.now() + 3 * hour;
      const draft = await draftFor(anna, { people: ['ben'], deadlineAt });
      await edit(anna, draft.id, { reminders: ['1h'] });
      const { id } = await release(anna, draft.id);
      const answer = await anna.call('POST', `/announcements/${id}/correction`, {
        ...{ kind: 'editorial', deadlineAt: new Date(deadlineAt + hour).toISOString() },
      });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(
        (await planOf(id)).map(({ due_at }) => due_at),
        [deadlineAt],
      );
      assert.deepEqual(
        (await planOf(id, 'escalation')).map(({ due_at }) => due_at),
        [deadlineAt + hour / 2],
      );
    });

    it('tells whoever answers for a team, who then sees who is outstanding there and nothing more', async () => {
      const login = (name: string) => rosterPerson(name, { login: name, name });
      await applyRoster(
        world().umlauf,
        {
          people: ['gerda', 'hugo', 'ilse', 'karl'].map(login),
          teams: [
            rosterTeam('plant', { name: 'Werk Ost', ownerIds: ['gerda'], childIds: ['shift'] }),
            rosterTeam('shift', { name: 'Werk Ost, Spätschicht', memberIds: ['hugo', 'ilse'] }),
            rosterTeam('other', { name: 'Werk West', ownerIds: ['karl'], memberIds: ['karl'] }),
          ],
        },
        { source: 'ldap', maxDropPercent: 100 },
      );
      const [anna, gerda, karl, hugo] = [
        await world().signIn('anna'),
        await world().signIn('gerda'),
        await world().signIn('karl'),
        await world().signIn('hugo'),
      ];
      await subscribe(gerda);
      const deadlineAt = world().clock.now() + 3 * hour;
      const answer = await anna.call('POST', '/announcements', {
        ...{ title: 'Geheimer Titel', body: 'Tor 2.', priority: 'critical', acknowledgement: 'confirm' },
        audience: { teams: [await teamId(anna, 'Werk Ost'), await teamId(anna, 'Frühschicht')] },
        deadlineAt: new Date(deadlineAt).toISOString(),
      });
      const { id } = await release(anna, (answer.json as { id: string }).id);
      await confirm(hugo, id);
      const path = `/announcements/${id}/team`;
      assert.equal((await gerda.get(path)).status, 404, 'not before they are told');
      world().clock.setTo(deadlineAt - hour / 2);
      await sent(id, 'escalation');
      const told = await world().umlauf.db('deliveries').where({ announcement_id: id, kind: 'escalation' });
      assert.deepEqual(
        told.map(({ person_id }: { person_id: string }) => person_id),
        [gerda.personId],
      );
      const [claimed] = told.map((row: Record<string, unknown>) => ({
        ...{ id: Number(row['id']), leaseId: '', kind: 'escalation' as const, announcementId: id },
        ...{ occasionId: String(row['occasion_id']), personId: gerda.personId, deviceId: '' },
        ...{ subscriptionId: String(row['subscription_id']), host: deafPushHost, attempts: 1 },
        expiresAt: deadlineAt,
      }));
      assert.ok(claimed);
      const { umlauf } = world();
      const open = { ...umlauf, config: { ...umlauf.config, pushDetail: 'text' as const } };
      const letterOf = async (personId: string) =>
        (await writeLetters(open, [{ ...claimed, personId }]))[0]?.letter;
      const letter = await letterOf(gerda.personId);
      assert.ok(typeof letter === 'object' && 'message' in letter);
      assert.doesNotMatch(letter.message.payload, /Geheimer Titel/, 'also where notices bring texts');
      assert.equal(await letterOf(karl.personId), 'nothing to tell', 'nobody is outstanding in his team');
      const { status, text } = await gerda.get(path);
      assert.equal(status, 200);
      assert.match(text, /ilse/);
      assert.doesNotMatch(text, /hugo|Ben|Geheimer Titel/);
      for (const other of [anna, karl, hugo, await world().signIn('ben')])
        assert.equal((await other.get(path)).status, 404);
      const looks = await world()
        .umlauf.db('audit_entries')
        .where({ action: 'recipients:looked-at', subject: id, actor_id: gerda.personId });
      assert.equal(looks.length, 1);
      const progress = (await anna.call('GET', `/announcements/${id}/progress`)).json as {
        deliveriesByRoad: { push: Record<string, number> };
      };
      const devices = await world()
        .umlauf.db('deliveries')
        .where({ announcement_id: id, transport: 'push' })
        .whereNot({ kind: 'escalation' });
      const counted = Object.values(progress.deliveriesByRoad.push).reduce((sum, count) => sum + count, 0);
      assert.equal(counted, devices.length, 'it is no delivery to a recipient');
    });

    it('goes by the clocks of the house over both changes of 2027, with a deadline 40 days ahead', async () => {
      for (const [now, deadline, firstDue, secondDue] of [
        ['2027-02-17T09:00Z', '2027-03-29T07:00Z', '2027-03-28T06:00Z', '2027-03-28T07:00Z'],
        ['2027-09-22T08:00Z', '2027-11-01T09:00Z', '2027-10-31T07:00Z', '2027-10-31T09:00Z'],
      ].map((times) => times.map((time) => Date.parse(time)))) {
        assert.ok(now && deadline && firstDue && secondDue);
        assert.ok(deadline - now >= 39.9 * day);
        world().clock.setTo(now);
        const anna = await world().signIn('anna');
        await subscribe(await world().signIn('ben'));
        const draft = await draftFor(anna, { people: ['ben'], deadlineAt: deadline, priority: 'normal' });
        await edit(anna, draft.id, { reminders: ['1d 08:00', '24h'] });
        const { id } = await release(anna, draft.id);
        for (const [at, before] of [
          [firstDue, 0],
          [secondDue, 1],
        ] as const) {
          world().clock.setTo(at - 4000);
          await fireDue(world().umlauf);
          assert.equal((await planOf(id)).filter(({ state }) => state === 'sent').length, before);
          world().clock.setTo(at + 1);
          const rows = await sent(id, 'reminder', before + 1);
          const row = rows[before];
          assert.ok(
            row && Number(row.settled_at) >= row.due_at && Number(row.settled_at) - row.due_at < minute,
          );
          assert.equal(row.due_at, at);
        }
      }
    });

    it('waits at night, unless it is critical and its sender has said why, which all can read and which is counted', async () => {
      // 18 o'clock in Berlin; the deadline is at 8 in the morning.
      world().clock.setTo(Date.parse('2027-11-03T17:00Z'));
      const anna = await world().signIn('anna');
      const deadlineAt = Date.parse('2027-11-04T07:00Z');
      const given = async (change: object) => {
        const { id } = await draftFor(anna, { people: ['ben'], deadlineAt, priority: 'critical' });
        assert.equal((await edit(anna, id, { reminders: ['5h'], ...change })).status, 200);
        return id;
      };
      const dueOf = async (id: string) =>
        (await planOf(id)).map(({ due_at }) => new Date(due_at).toISOString().slice(11, 16));
      const quiet = await release(anna, await given({}));
      assert.deepEqual(await dueOf(quiet.id), ['05:00']);
      const loud = await given({ overrideReason: 'Gas tritt aus.' });
      const look = await anna.get(`/announcements/${loud}/release`);
      assert.match(look.text, /Nummer 1 von 1 in diesem Monat|number 1 of 1 this month/);
      await release(anna, loud);
      assert.deepEqual(await dueOf(loud), ['02:00']);
      const ben = await world().signIn('ben');
      assert.match((await ben.get(`/announcements/${loud}`)).text, /Gas tritt aus\./);
      const [entry] = (await world()
        .umlauf.db('audit_entries')
        .where({ action: 'announcement:released', subject: loud })) as { details: string }[];
      assert.match(entry?.details ?? '', /Gas tritt aus/);
      const next = await given({ overrideReason: 'Wieder.' });
      assert.match((await anna.get(`/announcements/${next}/release`)).text, /zweite Person|second person/);
      const submitted = await anna.call('POST', `/announcements/${next}/release`, undefined, {
        'idempotency-key': randomUUID(),
      });
      assert.equal(submitted.status, 202, 'over the budget a second person decides');
    });

    it('tells the owners in the morning where it is too late for the evening before, and not twice', async () => {
      // 18 o'clock in Berlin; the deadline is at 23 o'clock.
      const evening = Date.parse('2027-11-08T17:00Z');
      const deadlineAt = evening + 5 * hour;
      const releasedAtHour = async (after: number) => {
        world().clock.setTo(evening + after * hour);
        return released(await world().signIn('anna'), { people: ['ben'], deadlineAt, priority: 'important' });
      };
      const corrected = async (id: string) => {
        const anna = await world().signIn('anna');
        const body = { kind: 'editorial', body: `Tor ${world().clock.now()}.` };
        assert.equal((await anna.call('POST', `/announcements/${id}/correction`, body)).status, 200);
      };
      const told = async (id: string) =>
        (await planOf(id, 'escalation')).map(
          ({ due_at, state }) => `${new Date(due_at).toISOString().slice(11, 16)} ${state}`,
        );
      const early = await releasedAtHour(0);
      assert.deepEqual(await told(early.id), ['18:55 waiting']);
      world().clock.setTo(deadlineAt - 3 * hour - 5 * minute);
      await sent(early.id, 'escalation');
      const late = await releasedAtHour(3);
      assert.deepEqual(await told(late.id), ['05:00 waiting']);
      for (const { id } of [early, late]) await corrected(id);
      world().clock.setTo(deadlineAt + hour);
      await corrected(late.id);
      assert.deepEqual(await told(early.id), ['18:55 sent']);
      assert.deepEqual(await told(late.id), ['05:00 waiting']);
    });

    it('is chosen in the form, and stands there again', async () => {
      const anna = await world().signIn('anna');
      const fields = { title: 'Probe', body: 'Text', priority: 'critical', everyone: '1' };
      const answer = await anna.post('/announcements', {
        ...{ ...fields, reminders: 'own', reminderTimes: ['24h', '1d 08:00'], overrideReason: 'Darum.' },
      });
      assert.equal(answer.status, 303, answer.text);
      const id = /announcements\/([0-9a-f]{32})/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
      const { text } = await anna.get(`/announcements/${id}/edit`);
      assert.match(text, /value="own" checked/);
      assert.match(text, /value="24h" checked/);
      assert.match(text, /value="1d 08:00" checked/);
      assert.match(text, /name="overrideReason" value="Darum\."/);
      const own = await released(anna, { people: ['ben'], deadlineAt: null });
      const seen = await (await world().signIn('ben')).call('GET', `/announcements/${own.id}`);
      assert.ok(!('reminders' in (seen.json as object)), 'a matter of its sender');
      const { json } = await anna.call('GET', `/announcements/${id}`);
      assert.deepEqual((json as { reminders: unknown }).reminders, ['24h', '1d 08:00']);
      for (const reminders of ['sometimes', ['soon'], [], Array(6).fill('1h'), [['1h']], 7])
        assert.equal((await edit(anna, id, { reminders })).status, 400, JSON.stringify(reminders));
      const wrong = await anna.post(`/announcements/${id}/draft`, {
        ...{ ...fields, reminders: 'own', reminderTimes: ['soon'] },
      });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /30m, 24h/);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost, CRITICAL_BUDGET: '1' }),
);
