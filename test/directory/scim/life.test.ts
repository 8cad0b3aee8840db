import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { verifyAudit } from '../../../server/audit/verify-audit.ts';
import { deactivatePerson } from '../../../server/directory/deactivate-person.ts';
import { confirm, released } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { assertScimError, provisioner, scimSettings } from '../../support/provisioner.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import { changesNothing } from '../../support/table-prints.ts';
import { bearer, makeToken } from '../../support/tokens.ts';
import { send } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

describeOnEachDatabase(
  'A person whom an identity provider pushes',
  (world) => {
    const idp = () => provisioner(world());
    const db = () => world().umlauf.db;
    const active = (value: boolean) => ({ op: 'replace', path: 'active', value });
    const rowsOf = async (table: string, personId: string) =>
      ((await db()(table).where({ person_id: personId })) as object[]).length;
    const rolesOf = async (person: Awaited<ReturnType<ReturnType<typeof world>['signIn']>>) =>
      ((await person.call('GET', '/me')).json as { roles: string[] }).roles;

    it('is out of everything in the moment in which he is deactivated, and returns with nothing of it (T01)', async () => {
      const { createUser, createGroup, patch, granted } = idp();
      const user = await createUser('ben.scim', { displayName: 'Ben Yıldız' });
      await createGroup('Halle 7', [user.id]);
      const anna = await world().signIn('anna');
      const ben = await world().signIn('ben.scim');
      const { id } = await released(anna, { teams: ['Halle 7'] });
      assert.equal((await ben.call('GET', `/announcements/${id}`)).status, 200);
      await subscribe(ben);
      const token = bearer(world(), (await makeToken(ben, 'mine', 'read')).secret);
      const socket = io(world().baseUrl, {
        ...{ transports: ['websocket'], reconnection: false },
        extraHeaders: { cookie: ben.cookie },
      });
      const ended = new Promise((resolve) => socket.once('disconnect', resolve));
      await eventually(() => socket.connected, Boolean);

      await granted(200, patch(`/Users/${user.id}`, active(false)));
      assert.equal((await ben.call('GET', '/me')).status, 401);
      assert.equal((await token.call('GET', '/me')).status, 401);
      await ended;
      for (const table of ['sessions', 'devices', 'push_subscriptions', 'memberships'])
        assert.equal(await rowsOf(table, ben.personId), 0, table);
      const obligation = { announcement_id: id, person_id: ben.personId };
      const leftAt = async () =>
        ((await db()('recipients').where(obligation).first()) as { left_at: number | null }).left_at;
      assert.notEqual(await leftAt(), null);
      const record = (await db()('audit_entries')
        .where({ action: 'person:left', subject: ben.personId })
        .first()) as { details: string };
      const { how, source, why, closed } = JSON.parse(record.details) as Record<string, unknown> & {
        closed: Record<string, { closed: number }>;
      };
      assert.deepEqual([how, source, why], ['directory', 'scim', 'closed']);
      assert.deepEqual(
        Object.entries(closed).map(([what, of]) => [what, of.closed]),
        [
          ['memberships', 1],
          ['obligations', await rowsOf('recipients', ben.personId)],
          ['sessions', 1],
          ['devices', 1],
          ['tokens', 1],
        ],
      );

      await granted(200, patch(`/Users/${user.id}`, active(true)));
      assert.equal((await ben.call('GET', '/me')).status, 401, 'no session comes back');
      assert.equal((await token.call('GET', '/me')).status, 401, 'no token either');
      for (const table of ['sessions', 'devices', 'push_subscriptions'])
        assert.equal(await rowsOf(table, ben.personId), 0, table);
      assert.equal(await rowsOf('memberships', ben.personId), 1, 'the group is still his');
      const again = await world().signIn('ben.scim');
      assert.equal(again.personId, ben.personId);
      assert.equal(await leftAt(), null, 'asked again');
      assert.equal((await confirm(again, id)).status, 201);
      await granted(204, idp().ask('DELETE', `/Users/${user.id}`));
      assert.equal((await again.call('GET', '/me')).status, 401);
      assert.equal((await verifyAudit(db())).intact, true);
    });

    it('keeps account, session and obligation under another user name', async () => {
      const { createUser, patch, granted } = idp();
      const user = await createUser('lena.scim');
      const [anna, lena] = [await world().signIn('anna'), await world().signIn('lena.scim')];
      const { id } = await released(anna, { people: ['lena.scim'] });
      const married = { userName: 'lena.neu', displayName: 'Lena Neu' };
      await granted(200, patch(`/Users/${user.id}`, { op: 'replace', value: married }));
      const { person } = (await lena.call('GET', '/me')).json as { person: { login: string; name: string } };
      assert.deepEqual([person.login, person.name], ['lena.neu', 'Lena Neu']);
      assert.equal((await confirm(lena, id)).status, 201);
    });

    it('gets nothing of a predecessor with the same user name, even in the predecessor’s record (T22)', async () => {
      const { createUser, createGroup, patch, granted, ask, find } = idp();
      const old = await createUser('k.berg', { externalId: 'guid-of-karl' });
      await createGroup('Halle 8', [old.id]);
      const [anna, karl] = [await world().signIn('anna'), await world().signIn('k.berg')];
      const { id } = await released(anna, { people: ['k.berg'] });
      await subscribe(karl);
      assertScimError(await ask('POST', '/Users', { userName: 'K.Berg' }), 409, 'uniqueness');
      await granted(200, patch(`/Users/${old.id}`, active(false)));

      const fresh = await createUser('k.berg', { externalId: 'guid-of-katja' });
      const katja = await world().signIn('k.berg');
      assert.notEqual(katja.personId, karl.personId);
      assert.equal((await katja.call('GET', `/announcements/${id}`)).status, 404);
      assert.equal(await rowsOf('memberships', katja.personId), 0);
      assert.deepEqual((await find('Users', 'userName eq "k.berg"')).Resources[0]?.id, fresh.id);
      assertScimError(await patch(`/Users/${old.id}`, active(true)), 409, 'uniqueness');

      // Entra ID finds the leaver by the user name and makes the newcomer of that record.
      await granted(200, patch(`/Users/${fresh.id}`, active(false)));
      const other = { externalId: 'guid-of-kim', active: true };
      await granted(200, patch(`/Users/${old.id}`, { op: 'Replace', value: other }));
      const kim = await world().signIn('k.berg');
      assert.ok(![karl.personId, katja.personId].includes(kim.personId));
      assert.equal((await kim.call('GET', `/announcements/${id}`)).status, 404);
      // While somebody has access, a new external id is only a new way to write who it is.
      await granted(
        200,
        patch(`/Users/${old.id}`, { op: 'Replace', path: 'externalId', value: 'object-of-kim' }),
      );
      assert.equal((await world().signIn('k.berg')).personId, kim.personId);
    });

    it('stays out when an operator has closed the access, until the provider has closed it, too', async () => {
      const { createUser, patch, granted } = idp();
      const user = await createUser('otto.scim');
      const otto = await world().signIn('otto.scim');
      await deactivatePerson(world().umlauf, null, 'otto.scim');
      const isPresent = async () =>
        ((await db()('people').where({ id: otto.personId }).first()) as { left_at: number | null })
          .left_at === null;
      await granted(200, patch(`/Users/${user.id}`, active(true)));
      await granted(200, patch(`/Users/${user.id}`, { op: 'replace', path: 'displayName', value: 'Otto' }));
      assert.equal(await isPresent(), false);
      await granted(200, patch(`/Users/${user.id}`, active(false)));
      await granted(200, patch(`/Users/${user.id}`, active(true)));
      assert.equal(await isPresent(), true);
    });

    it('has roles and teams by groups inside groups, by their names, from the next request on', async () => {
      const { createUser, createGroup, patch, granted, ask } = idp();
      const user = await createUser('rosa.scim');
      const inner = await createGroup('Meister', [user.id]);
      const outer = await createGroup('Rollen', [inner.id]);
      const rosa = await world().signIn('rosa.scim');
      const socket = io(world().baseUrl, {
        transports: ['websocket'],
        extraHeaders: { cookie: rosa.cookie },
      });
      let told = 0;
      socket.on('membership:changed', () => (told += 1));
      await eventually(() => socket.connected, Boolean);
      const named = (name: string) => ({ op: 'replace', path: 'displayName', value: name });
      assert.deepEqual(await rolesOf(rosa), []);
      await granted(204, patch(`/Groups/${outer.id}`, named('SCIM-Freigabe')));
      assert.deepEqual(await rolesOf(rosa), ['publisher']);
      await granted(
        204,
        patch(`/Groups/${outer.id}`, { op: 'remove', path: `members[value eq "${inner.id}"]` }),
      );
      assert.deepEqual(await rolesOf(rosa), []);
      await granted(
        204,
        patch(`/Groups/${outer.id}`, { op: 'add', path: 'members', value: [{ value: inner.id }] }),
      );
      assert.deepEqual(await rolesOf(rosa), ['publisher']);
      assertScimError(await patch(`/Groups/${inner.id}`, named('scim-freigabe')), 409, 'uniqueness');
      await granted(204, ask('DELETE', `/Groups/${inner.id}`));
      assert.deepEqual(await rolesOf(rosa), []);
      await eventually(
        () => told,
        (times) => times === 4,
      );
      socket.close();
    });

    it('who is put into a group while he is out stands in it once he is in', async () => {
      const { createUser, createGroup, patch, granted } = idp();
      const user = await createUser('tom.scim', { active: false });
      await createGroup('Halle 9', [user.id]);
      assert.deepEqual(
        await db()('people').where({ login: 'tom.scim' }),
        [],
        'nobody is made who may not enter',
      );
      await granted(200, patch(`/Users/${user.id}`, active(true)));
      const tom = await world().signIn('tom.scim');
      assert.equal(await rowsOf('memberships', tom.personId), 1);
    });

    it('is made once of two requests at the same moment', async () => {
      const { ask } = idp();
      const create = () => ask('POST', '/Users', { userName: 'once.scim', active: true });
      const statuses = (await Promise.all([create(), create(), create()])).map(({ status }) => status);
      assert.deepEqual(statuses.toSorted(), [201, 409, 409]);
      assert.equal(((await db()('people').where({ login: 'once.scim' })) as object[]).length, 1);
    });

    it('is brought in by nobody but the house’s own token, and that token is nobody’s', async () => {
      const { createUser } = idp();
      const { id } = await createUser('guarded.scim');
      const deniz = await world().signIn('deniz');
      const own = (await makeToken(deniz, 'write', 'write')).secret;
      await changesNothing(db(), async () => {
        for (const token of [
          null,
          '',
          'x',
          `${scimSettings.SCIM_TOKEN}x`,
          scimSettings.SCIM_TOKEN.slice(1),
          own,
        ]) {
          const stranger = provisioner(world(), token);
          for (const answer of [
            await stranger.ask('GET', '/Users'),
            await stranger.ask('POST', '/Users', { userName: 'x' }),
            await stranger.patch(`/Users/${id}`, active(false)),
            await stranger.ask('DELETE', `/Users/${id}`),
            await stranger.ask('POST', '/Users', '{'.repeat(5_000_000)),
          ]) {
            assertScimError(answer, 401);
            assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
          }
        }
        const cookie = await send(`${world().baseUrl}/scim/v2/Users`, { headers: { cookie: deniz.cookie } });
        assertScimError(cookie, 401);
        const call = bearer(world(), scimSettings.SCIM_TOKEN);
        assert.equal((await call.call('GET', '/me')).status, 401);
      });
    });

    it('shows on the administration page and in the figures when the provider was last heard', async () => {
      const deniz = await world().signIn('deniz');
      await idp().granted(200, idp().ask('GET', '/ServiceProviderConfig'));
      const figure = async (name: string) =>
        Number(
          (await send(`${world().baseUrl}/metrics`, {})).text
            .split('\n')
            .find((line) => line.startsWith(`${name} `))
            ?.split(' ')[1],
        );
      assert.ok((await figure('umlauf_directory_sync_age_seconds')) < 5);
      world().clock.advance(600_000);
      assert.ok((await figure('umlauf_directory_sync_age_seconds')) >= 600);
      assert.match(
        (await deniz.get('/administration')).text,
        /<strong>scim<\/strong>: pushed by the identity provider, last heard from /,
      );
      const runs = (await db()('directory_runs').where({ source: 'scim' })) as {
        joined: number;
        times: number;
      }[];
      assert.equal(runs.length, 1, 'an hour of small changes is one run');
      assert.ok((runs[0]?.joined ?? 0) >= 8 && (runs[0]?.times ?? 0) > 10);
    });
  },
  () => ({
    ...scimSettings,
    PUSH_ALLOWED_HOSTS: deafPushHost,
    ROLE_PUBLISHER_GROUPS: 'Umlauf-Freigabe; scim-freigabe',
  }),
);
