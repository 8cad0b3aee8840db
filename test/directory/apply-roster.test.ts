import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { applyRoster } from '../../server/directory/apply-roster.ts';
import { deactivatePerson } from '../../server/directory/deactivate-person.ts';
import type { Roster } from '../../server/directory/roster.ts';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { confirm, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { changedRoster, rosterPerson, rosterTeam, smallCompany } from '../support/rosters.ts';
import { changesNothing } from '../support/table-prints.ts';
import { makeToken } from '../support/tokens.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type PersonRow = { id: string; login: string; name: string; left_at: number | null };

describeOnEachDatabase(
  'What a directory says',
  (world) => {
    let sources = 0;
    /** A directory of its own for each scenario. */
    const directory = () => {
      const source = `ldap-${(sources += 1)}`;
      return {
        source,
        apply: (roster: Roster) => applyRoster(world().umlauf, roster, { source, maxDropPercent: 10 }),
        person: async (sourceId: string) =>
          (await world().umlauf.db('people').where({ source, source_id: sourceId }).first()) as PersonRow,
        members: async (team: string) =>
          (await world()
            .umlauf.db('memberships')
            .join('teams', 'teams.id', 'team_id')
            .join('people', 'people.id', 'person_id')
            .where({ 'teams.source': source, 'teams.source_id': team })
            .orderBy('people.source_id')
            .pluck('people.source_id')) as string[],
      };
    };
    const feed = async (kind: string, after: number) =>
      (
        (await world().umlauf.db('change_feed').where({ kind }).where('id', '>', after).orderBy('id')) as {
          payload: string;
        }[]
      ).map(({ payload }) => JSON.parse(payload) as { personIds: string[] });
    const lastOfFeed = async () =>
      ((await world().umlauf.db('change_feed').max({ id: 'id' }).first()) as { id: number | null }).id ?? 0;

    it('is there after the first run, and an unchanged run writes no row at all', async () => {
      const { apply, person, members } = directory();
      const roster = smallCompany('a', 7);
      assert.equal((await apply(roster)).outcome, 'applied');
      assert.deepEqual(await members('a'), ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
      assert.equal((await person('a3')).login, 'login-a3');
      await changesNothing(world().umlauf.db, async () => {
        const mixed = { people: roster.people.toReversed(), teams: roster.teams };
        assert.equal((await apply(mixed)).outcome, 'unchanged');
      });
    });

    it('renames a person, who keeps the account, the session and what is to confirm', async () => {
      const { apply, person } = directory();
      const roster = smallCompany('b', 3);
      await apply(roster);
      const { id } = await person('b1');
      const [anna, own] = [await world().signIn('anna'), await world().signIn('login-b1')];
      const announcement = await released(anna, { people: ['login-b1'] });
      await apply(changedRoster(roster, { people: { b1: { login: 'married-b1', name: 'Berta Neu' } } }));
      assert.deepEqual(
        { ...(await person('b1')), id, login: 'married-b1', name: 'Berta Neu' },
        await person('b1'),
      );
      const me = (await own.call('GET', '/me')).json as { person: { login: string; name: string } };
      assert.deepEqual([me.person.login, me.person.name], ['married-b1', 'Berta Neu']);
      assert.equal((await confirm(own, announcement.id)).status, 201);
    });

    it('gives a login that is used again to another account, with nothing of its predecessor (T22)', async () => {
      const { apply, person } = directory();
      const roster = smallCompany('c', 3);
      await apply(roster);
      const [anna, before] = [await world().signIn('anna'), await world().signIn('login-c2')];
      await subscribe(before);
      const { id } = await released(anna, { people: ['login-c2'] });
      await makeToken(before, 'old', 'read');
      const successor = { login: 'login-c2', name: 'Carl Nachfolger' };
      await apply(changedRoster(roster, { people: { c2: null, 'c-new': successor }, teams: { c: {} } }));
      const [old, fresh] = [await person('c2'), await person('c-new')];
      assert.notEqual(old.id, fresh.id);
      assert.deepEqual([old.left_at !== null, fresh.left_at, fresh.login], [true, null, 'login-c2']);
      assert.equal((await before.call('GET', '/me')).status, 401);
      const after = await world().signIn('login-c2');
      assert.equal(after.personId, fresh.id);
      assert.equal((await after.call('GET', `/announcements/${id}`)).status, 404);
      const asked = { person_id: fresh.id, announcement_id: id };
      assert.deepEqual(await world().umlauf.db('recipients').where(asked), []);
      for (const table of ['devices', 'push_subscriptions', 'memberships', 'tokens'])
        assert.equal(
          ((await world().umlauf.db(table).where({ person_id: fresh.id })) as object[]).length,
          table === 'devices' ? 1 : 0,
          table,
        );
    });

    it('lets two people exchange their logins', async () => {
      const { apply, person } = directory();
      const roster = smallCompany('d', 2);
      await apply(roster);
      await apply(
        changedRoster(roster, { people: { d0: { login: 'login-d1' }, d1: { login: 'login-d0' } } }),
      );
      assert.deepEqual([(await person('d0')).login, (await person('d1')).login], ['login-d1', 'login-d0']);
    });

    it('is refused as a whole when two people have one login, also one of another directory', async () => {
      const { apply } = directory();
      const twice = { people: [rosterPerson('e0', { login: 'x' }), rosterPerson('e1', { login: 'x' })] };
      for (const people of [twice.people, [rosterPerson('e0', { login: 'ben' })]])
        await changesNothing(world().umlauf.db, () =>
          assert.rejects(apply({ people, teams: [] }), /login-twice/),
        );
    });

    it('closes everything of who is disabled or deleted, with a record; who returns starts anew (T01)', async () => {
      const { apply, person, members } = directory();
      const roster = smallCompany('f', 6);
      await apply(roster);
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Team f'] });
      const leavers = [await world().signIn('login-f0'), await world().signIn('login-f1')] as const;
      for (const leaver of leavers) await subscribe(leaver);
      const token = await makeToken(leavers[0], 'mine', 'read');
      const socket = io(world().baseUrl, {
        ...{ transports: ['websocket'], reconnection: false },
        extraHeaders: { cookie: leavers[0].cookie },
      });
      const ended = new Promise((resolve) => socket.once('disconnect', resolve));
      await eventually(() => socket.connected, Boolean);
      const less = changedRoster(roster, { people: { f0: { mayEnter: false }, f1: null } });
      assert.equal((await apply(less)).outcome, 'applied');
      await ended;
      const { db } = world().umlauf;
      for (const leaver of leavers) {
        assert.equal((await leaver.call('GET', '/me')).status, 401);
        const own = { person_id: leaver.personId };
        for (const table of ['sessions', 'devices', 'push_subscriptions', 'memberships'])
          assert.deepEqual(await db(table).where(own), [], table);
        const entry = (await db('audit_entries')
          .where({ action: 'person:left', subject: leaver.personId })
          .first()) as { details: string };
        const { how, why, closed } = JSON.parse(entry.details) as {
          how: string;
          why: string;
          closed: Record<string, { closed: number; at: number }>;
        };
        assert.deepEqual([how, why], ['directory', leaver === leavers[0] ? 'closed' : 'missing']);
        assert.deepEqual(Object.fromEntries(Object.entries(closed).map(([name, of]) => [name, of.closed])), {
          ...{
            memberships: 1,
            obligations: (await db('recipients').where(own)).length,
            sessions: 1,
            devices: 1,
          },
          tokens: leaver === leavers[0] ? 1 : 0,
        });
        for (const { at } of Object.values(closed)) assert.ok(Math.abs(at - world().clock.now()) < 10_000);
      }
      assert.deepEqual(await members('f'), ['f2', 'f3', 'f4', 'f5']);

      assert.equal((await apply(roster)).outcome, 'applied');
      assert.equal((await person('f0')).id, leavers[0].personId);
      assert.deepEqual(await members('f'), ['f0', 'f1', 'f2', 'f3', 'f4', 'f5']);
      assert.equal((await leavers[0].call('GET', '/me')).status, 401, 'no session comes back');
      for (const table of ['sessions', 'devices', 'push_subscriptions'])
        assert.deepEqual(await db(table).where({ person_id: leavers[0].personId }), [], table);
      assert.deepEqual(await db('tokens').where({ id: token.id }).whereNull('revoked_at'), []);
      const again = await world().signIn('login-f0');
      assert.equal((await again.call('GET', `/announcements/${id}`)).status, 200, 'asked again');
      assert.equal((await verifyAudit(db)).intact, true);
    });

    it('does not open again what an operator has closed, until it has closed that itself', async () => {
      const { apply, person } = directory();
      const roster = smallCompany('g', 3);
      await apply(roster);
      await deactivatePerson(world().umlauf, null, 'login-g0');
      assert.equal((await apply(roster)).outcome, 'unchanged');
      assert.notEqual((await person('g0')).left_at, null);
      await apply(changedRoster(roster, { people: { g0: { mayEnter: false } } }));
      await apply(roster);
      assert.equal((await person('g0')).left_at, null);
    });

    it('takes a team away with its members, and keeps its name where it was addressed', async () => {
      const { apply, members } = directory();
      const roster = changedRoster(smallCompany('h', 4), { teams: { ha: { memberIds: ['h0'] } } });
      await apply(roster);
      const anna = await world().signIn('anna');
      const own = await world().signIn('login-h0');
      const { id } = await released(anna, { teams: ['Team ha'] });
      assert.equal((await own.call('GET', `/announcements/${id}`)).status, 200);
      await apply(changedRoster(roster, { teams: { ha: null } }));
      assert.equal((await own.call('GET', `/announcements/${id}`)).status, 404);
      assert.deepEqual(await members('ha'), []);
      const { json } = await anna.call('GET', '/teams?limit=100');
      assert.ok(!JSON.stringify(json).includes('Team ha'));
      assert.match((await anna.get(`/announcements/${id}/progress`)).text, /Team ha/);
      await apply(roster);
      assert.deepEqual(await members('ha'), ['h0']);
    });

    it('tells exactly those whose teams have changed, also when only a nesting has', async () => {
      const { apply, person } = directory();
      const roster: Roster = {
        people: ['i0', 'i1', 'i2', 'i3'].map((key) => rosterPerson(key)),
        teams: [
          rosterTeam('top'),
          rosterTeam('mid', { memberIds: ['i0'], childIds: ['low'] }),
          rosterTeam('low', { memberIds: ['i1', 'i2'], childIds: ['mid'] }),
          rosterTeam('else', { memberIds: ['i3', 'i2'] }),
        ],
      };
      await apply(roster);
      const idsOf = async (...keys: string[]) =>
        (await Promise.all(keys.map(async (key) => (await person(key)).id))).toSorted();
      const told = async (next: Roster) => {
        const after = await lastOfFeed();
        await apply(next);
        return (await feed('membership:changed', after)).flatMap(({ personIds }) => personIds).toSorted();
      };
      const nested = changedRoster(roster, { teams: { top: { childIds: ['mid'] } } });
      assert.deepEqual(await told(nested), await idsOf('i0', 'i1', 'i2'));
      const diamond = changedRoster(nested, { teams: { top: { childIds: ['mid', 'low'] } } });
      assert.deepEqual(await told(diamond), [], 'they are in it already');
      const joined = changedRoster(diamond, { teams: { else: { memberIds: ['i2'] } } });
      assert.deepEqual(await told(joined), await idsOf('i3'));
      const renamed = changedRoster(joined, { teams: { else: { memberIds: ['i2'], name: 'Anders' } } });
      assert.deepEqual(await told(renamed), await idsOf('i2'));
      const called = changedRoster(renamed, { people: { i0: { name: 'Ida' } } });
      assert.deepEqual(await told(called), []);
    });

    it('gives and takes roles through nested groups on the next request, and tells open sockets', async () => {
      const { apply } = directory();
      const roster = changedRoster(smallCompany('j', 2), {
        teams: { roles: { name: 'Rollen' }, heads: { memberIds: ['j0'] }, inner: { childIds: ['heads'] } },
      });
      await apply(roster);
      const own = await world().signIn('login-j0');
      const rolesOf = async () =>
        ((await own.call('GET', '/me')).json as { roles: { publisher: boolean } | string[] }).roles;
      const before = await rolesOf();
      const socket = io(world().baseUrl, {
        transports: ['websocket'],
        extraHeaders: { cookie: own.cookie },
      });
      let told = 0;
      socket.on('membership:changed', () => (told += 1));
      await eventually(() => socket.connected, Boolean);
      assert.equal((await own.get('/announcements')).status, 403);
      await apply(changedRoster(roster, { teams: { roles: { childIds: ['inner'] } } }));
      assert.notDeepEqual(await rolesOf(), before);
      assert.equal((await own.get('/announcements')).status, 200);
      await eventually(
        () => told,
        (times) => times === 1,
      );
      await apply(roster);
      assert.equal((await own.get('/announcements')).status, 403);
      assert.equal((await own.call('POST', '/announcements', {})).status, 403);
      await eventually(
        () => told,
        (times) => times === 2,
      );
      await apply(changedRoster(roster, { teams: { inner: { name: 'Rollen' } } }));
      assert.equal((await own.get('/announcements')).status, 200, 'by the new name of a team');
      await apply(changedRoster(roster, { teams: { inner: { name: 'Ohne' } } }));
      assert.equal((await own.get('/announcements')).status, 403);
      assert.equal(socket.connected, true);
      socket.close();
    });
  },
  () => ({
    PUSH_ALLOWED_HOSTS: deafPushHost,
    ROLE_PUBLISHER_GROUPS: 'Umlauf-Freigabe; rollen',
  }),
);
