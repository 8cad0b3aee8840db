import assert from 'node:assert/strict';
import { applyRoster } from '../../server/directory/apply-roster.ts';
import type { Roster } from '../../server/directory/roster.ts';
import { watchPeople } from '../../server/directory/watch-people.ts';
import { createSignInLink, signInLinkMs } from '../../server/sign-in/create-sign-in-link.ts';
import { released } from '../support/announcing.ts';
import { rosterMembers } from '../support/naive-membership.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { planQueries } from '../support/query-plans.ts';
import { changedRoster, rosterPerson, rosterTeam } from '../support/rosters.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const dayMs = 24 * 3600 * 1000;
const given = { source: 'ldap', maxDropPercent: 100 };

/** Sixty in the early shift, which stands in production, which stands in the plant beside a circle of two. */
function company(): Roster {
  const people = Array.from({ length: 60 }, (_, at) => rosterPerson(`e${at}`));
  const keys = people.map(({ sourceId }) => sourceId);
  const dn = 'cn=early,ou=groups,dc=example';
  return {
    people,
    teams: [
      rosterTeam('early', { memberIds: keys, dn, ownerIds: ['e1'] }),
      rosterTeam('production', { memberIds: ['e1'], childIds: ['early'] }),
      rosterTeam('plant', { childIds: ['production', 'aid'], memberIds: ['e2'] }),
      rosterTeam('aid', { memberIds: ['e0', 'e1'], childIds: ['drivers'] }),
      rosterTeam('drivers', { memberIds: ['e3'], childIds: ['aid'] }),
      rosterTeam('admins', { childIds: ['drivers'], dn: 'cn=admins,dc=example' }),
    ],
  };
}

/** What stands between the tags. */
const wordsOf = (html: string): string =>
  html
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x3D;', '=')
    .replace(/\s+([;:])?/g, (_all, sign: string | undefined) => sign ?? ' ');

/** Where one goes on to the next page; empty at the end. */
const nextPathOf = (html: string): string =>
  /href="([^"]+after&#x3D;[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? '';

/** The lines of the lists of a page: in each, what stands first is its name. */
const linesOf = (html: string): string[] =>
  [...html.matchAll(/<li class="line">(.*?)<\/li>/gs)].map(([, line = '']) => wordsOf(line).trim());

describeOnEachDatabase(
  'The administration',
  (world, kind) => {
    let deniz: Visitor;
    const db = () => world().umlauf.db;
    before(async () => {
      await applyRoster(world().umlauf, company(), given);
      deniz = await world().signIn('deniz');
      await deniz.post('/me/language', { language: 'en' });
    });
    const idOf = async (table: 'people' | 'teams', sourceId: string): Promise<string> => {
      const row = (await db()(table).where({ source: 'ldap', source_id: sourceId }).first('id')) as {
        id: string;
      };
      return row.id;
    };
    const show = async (path: string): Promise<string> => {
      const { status, text } = await deniz.get(path);
      assert.equal(status, 200, path);
      return text;
    };
    const personPage = async (key: string) => show(`/administration/people/${await idOf('people', key)}`);

    it('is for administrators alone, and what is not there is not found', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const [person, team] = [await idOf('people', 'e1'), await idOf('teams', 'early')];
      const pages = ['people', `people/${person}`, 'teams', `teams/${team}`, 'roles'];
      for (const page of pages.map((one) => `/administration/${one}`)) {
        assert.equal((await deniz.get(page)).status, 200, page);
        for (const other of [anna, ben]) assert.equal((await other.get(page)).status, 403, page);
        assert.equal((await send(world().baseUrl + page, {})).status, 303, page);
      }
      for (const page of ['people', 'teams'])
        assert.equal((await deniz.get(`/administration/${page}/${'0'.repeat(32)}`)).status, 404);
    });

    it('finds people by name, login or department, and those who have left among them', async () => {
      const missing = changedRoster(company(), { people: { e59: null } });
      await applyRoster(world().umlauf, missing, given);
      const namesAt = async (query: string) =>
        linesOf(await show(`/administration/people?${query}`)).map((line) => line.replace(/ login-.*/, ''));
      assert.deepEqual(await namesAt('q=login-e58'), ['Person e58']);
      assert.deepEqual(await namesAt('q=person+e59&state=left'), ['Person e59']);
      assert.deepEqual(await namesAt('q=person+e59&state=present'), []);
      const first = await show('/administration/people?q=login-e&state=present');
      const all = [...linesOf(first), ...linesOf(await show(nextPathOf(first)))];
      assert.deepEqual([linesOf(first).length, new Set(all).size], [50, 59]);
      await applyRoster(world().umlauf, company(), given);
    });

    it('tells of each membership where it comes from', async () => {
      const lines = linesOf(await personPage('e1')).map((line) => line.replace(/ company directory.*/, ''));
      assert.deepEqual(lines.toSorted(), [
        'Team admins through Team aid in Team drivers',
        'Team aid stands in it directly',
        'Team drivers through Team aid',
        'Team early stands in it directly',
        'Team plant through Team aid; through Team early in Team production; through Team production',
        'Team production stands in it directly; through Team early',
      ]);
      assert.match(
        wordsOf(await personPage('e1')),
        /company directory \(LDAP\): cn=early,ou=groups,dc=example/,
      );
    });

    it('tells which group gives a role, and of an immutable id', async () => {
      const page = wordsOf(await personPage('e3'));
      assert.match(page, /Roles Administers, because of Team admins Teams/);
      assert.match(page, /Immutable id e3 /);
      assert.match(wordsOf(await personPage('e4')), /No role: reads and confirms/);
    });

    it('shows what is signed in, and what has not been heard from for two weeks as unconfirmed', async () => {
      const [own, shared] = [await world().signIn('ben'), await world().signIn('ben', { shared: true })];
      await subscribe(own);
      const page = () => show(`/administration/people/${own.personId}`);
      const now = wordsOf(await page());
      assert.match(now, /Takes notices, heard from today/);
      assert.match(now, /A shared computer: ends by itself/);
      assert.match(now, /Signed in today, \S+ by choosing a person \(demo\)/);
      assert.ok(!(await page()).includes(shared.cookie.split('=')[1] ?? ''));
      world().clock.advance(14 * dayMs + 1000);
      deniz = await world().signIn('deniz');
      assert.match(wordsOf(await page()), /Notices unconfirmed: not heard from since/);
    });

    it('knows nothing of what anybody reads or confirms', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const page = () => show(`/administration/people/${ben.personId}`);
      const { id } = await released(anna, {
        people: ['ben'],
        title: 'Halle 3 heute nicht betreten',
        deadlineAt: null,
      });
      const before = await page();
      assert.equal((await ben.get(`/announcements/${id}`)).status, 200);
      await ben.call('POST', `/announcements/${id}/acknowledgement`, {
        version: 1,
        clientAckId: 'once-only',
      });
      assert.equal(await page(), before);
      assert.doesNotMatch(before, /Halle 3/);
    });

    it('shows a team with its members, a page at a time, as a walk through the directory finds them', async () => {
      const team = await idOf('teams', 'plant');
      const lines: string[] = [];
      let path = `/administration/teams/${team}?limit=25`;
      for (let pages = 0; path !== '' && pages < 5; pages += 1) {
        const text = await show(path);
        assert.match(wordsOf(text), /Members 60 members/);
        const members = text.slice(text.indexOf('id="members"'));
        lines.push(...linesOf(members));
        path = nextPathOf(members);
      }
      const logins = lines.map((line) => /login-\w+/.exec(line)?.[0] ?? line);
      assert.deepEqual(logins.toSorted(), rosterMembers(company(), 'Team plant'));
      const lineOf = (key: string) => lines.find((line) => line.startsWith(`Person ${key} `));
      assert.match(lineOf('e2') ?? '', /stands in it directly; through Team early in Team production$/);
      assert.match(lineOf('e9') ?? '', /Halle through Team early in Team production$/);
    });

    it('shows whence a team comes, what stands in it and around it, who owns it and what it gives', async () => {
      const early = wordsOf(await show(`/administration/teams/${await idOf('teams', 'early')}`));
      assert.match(early, /Distinguished name cn=early,ou=groups,dc=example Immutable id early/);
      assert.match(early, /Owners Person e1 Stands in Team production Gives no role/);
      const aid = wordsOf(await show(`/administration/teams/${await idOf('teams', 'aid')}`));
      assert.match(aid, /Gives Administers, because of Team admins Teams inside Team drivers 3 members/);
    });

    it('shows all teams as they stand inside each other, with the count of a walk', async () => {
      const text = await show('/administration/teams');
      for (const { name } of company().teams) {
        const count = rosterMembers(company(), name).length;
        assert.match(wordsOf(text), new RegExp(`${name} ${count} members?`));
      }
      assert.match(
        wordsOf(await show('/administration/teams?q=DRIV')),
        /Search Team drivers 3 members Keyboard/,
      );
    });

    it('warns of a group of a role that is not there, and counts who has the role', async () => {
      const page = wordsOf(await show('/administration/roles'));
      const admins = rosterMembers(company(), 'Team admins').length + 1;
      assert.match(page, new RegExp(`Administers ${admins} people have it`));
      assert.match(page, /The directory has no group “Umlauf-Revison”/);
      assert.match(page, /Audits 0 people have it/);
      assert.equal(page.match(/The directory has no group/g)?.length, 1);
      assert.match(page, /ROLE_PUBLISHER_GROUPS: Umlauf-Freigabe/);
    });

    it('lists sign-in links: by whom, for whom, and what became of them', async () => {
      const lines = async () => linesOf(await show('/administration/roles#links')).slice(-20);
      await createSignInLink(world().umlauf, null, 'anna');
      assert.match((await lines()).join('\n'), /Anna Krause Made today, \S+ at the command line. Open until/);
      world().clock.advance(signInLinkMs);
      assert.match((await lines()).join('\n'), /Anna Krause .* Never used, expired/);
      await createSignInLink(world().umlauf, deniz.personId, 'esther');
      assert.match((await lines()).join('\n'), /Esther Blum Made today, \S+ by Deniz Arslan/);
    });

    it('times each leaving, from what the directory said to all closed', async () => {
      const watched = await world().signIn('login-e7');
      await watchPeople(
        world().umlauf,
        (keys) => Promise.resolve(keys.map((sourceId) => ({ sourceId, mayEnter: false }))),
        given,
      );
      assert.equal((await watched.call('GET', '/me')).status, 401);
      await applyRoster(world().umlauf, changedRoster(company(), { people: { e7: null, e8: null } }), given);
      const lines = linesOf(await show('/administration'));
      for (const key of ['e7', 'e8'])
        assert.match(
          lines.find((line) => line.startsWith(`Person ${key} `)) ?? '',
          / Seen .*:\d\d All closed .*:\d\d (under )?[\d.]+ s$/,
        );
      const page = wordsOf(await personPage('e7'));
      assert.match(page, /By the directory: gone, disabled or expired Seen .* Sessions 1, .* Took /);
      assert.match(page, /Memberships 1, /);
      assert.match(wordsOf(await personPage('e8')), /By the directory, which has no such entry any more/);
    });

    it('goes through no large table to show a person, or who has left', async () => {
      const large = /\b(people|sessions|devices|tokens|audit_entries|push_subscriptions|memberships)\b/;
      const person = await idOf('people', 'e8');
      const plans = await planQueries(world().umlauf, kind, () =>
        deniz.get(`/administration/people/${person}`),
      );
      const leavers = (await planQueries(world().umlauf, kind, () => deniz.get('/administration'))).filter(
        ({ sql }) => /left_at. desc|person:left/.test(sql),
      );
      assert.deepEqual([plans.length > 8, leavers.length], [true, 2]);
      for (const { sql, plan } of [...plans, ...leavers]) {
        const scans = plan.split('\n').filter((line) => /^ *(?:-> +)?(SCAN|Seq Scan)/.test(line.trim()));
        assert.deepEqual(
          scans.filter((line) => large.test(line) && !/USING .*INDEX/.test(line)),
          [],
          sql,
        );
      }
    });
  },
  () => ({
    PUSH_ALLOWED_HOSTS: deafPushHost,
    ROLE_ADMIN_GROUPS: 'umlauf-administration;CN=Admins,DC=example',
    ROLE_AUDITOR_GROUPS: 'Umlauf-Revison',
  }),
);
