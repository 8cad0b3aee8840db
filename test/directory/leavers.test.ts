import assert from 'node:assert/strict';
import { io, type Socket } from 'socket.io-client';
import { createToken } from '../../server/sign-in/create-token.ts';
import { draftFor, release, released } from '../support/announcing.ts';
import { companyDirectory, companyPassword as password } from '../support/company-directory.ts';
import { eventually } from '../support/eventually.ts';
import { replacement } from '../support/ldif.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { slowForm } from '../support/slow-form.ts';
import { startSlapd, type Slapd } from '../support/slapd.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const withinMs = 15_000;
const locked = '000001010000Z';

describe('Whoever leaves the company', function () {
  this.timeout(90_000);
  let slapd: Slapd;
  before(async () => {
    slapd = await startSlapd();
    await companyDirectory(slapd).fill();
  });
  after(() => slapd.stop());

  describeOnEachDatabase(
    'as its directory says it',
    (world, kind) => {
      const directory = () => companyDirectory(slapd);
      const enter = (login: string) => world().signIn(login, { password });
      const db = () => world().umlauf.db;
      const isPresent = async (login: string) =>
        (await db()('people').where({ login }).whereNull('left_at')).length === 1;
      const becomes = (login: string, present: boolean) =>
        eventually(
          () => isPresent(login),
          (seen) => seen === present,
          withinMs,
        );
      const connect = (cookie: string) =>
        io(world().baseUrl, {
          transports: ['websocket'],
          ...{ forceNew: true, reconnection: false, extraHeaders: { cookie, origin: world().baseUrl } },
        });
      const statusOf = async (headers: Record<string, string>) =>
        (await send(`${world().baseUrl}/api/v1/me`, { headers })).status;
      /** A moment after the commit: who a session is, is remembered until the feed of changes says otherwise. */
      const isOut = (headers: Record<string, string>) =>
        eventually(
          () => statusOf(headers),
          (status) => status === 401,
        );

      before(async () => {
        // What the other database's turn has done to them is undone.
        if (kind === 'PostgreSQL') {
          await slapd.apply(replacement(directory().personDn('ben'), 'pwdAccountLockedTime', []));
          await slapd.apply(replacement(directory().personDn('emil'), 'shadowExpire', []));
          const members = ['ben', 'clara', 'dora'].map(directory().personDn);
          await slapd.apply(replacement(directory().groupDn('Brandschutz'), 'member', members));
        }
        await becomes('ben', true);
      });

      it('loses everything within fifteen seconds of being disabled, and nothing of it comes back', async () => {
        const anna = await enter('anna');
        const browsers = [await enter('ben'), await enter('ben')];
        const [first] = browsers as [Visitor, Visitor];
        for (const browser of browsers) await subscribe(browser);
        const token = await createToken(world().umlauf, null, {
          ...{ personId: first.personId, name: 'Anzeige', scope: 'read' as const },
        });
        const sockets = browsers.map(({ cookie }) => connect(cookie));
        await eventually(() => sockets.every((socket: Socket) => socket.connected), Boolean);
        const ways = [
          ...browsers.map(({ cookie }) => ({ cookie })),
          { authorization: `Bearer ${token.secret}` },
        ];
        for (const way of ways) assert.equal(await statusOf(way), 200);
        const earlier = await released(anna, { teams: ['Frühschicht'] });
        const running = slowForm(world().baseUrl, `/announcements/${earlier.id}/acknowledgement`, first);

        await slapd.apply(replacement(directory().personDn('ben'), 'pwdAccountLockedTime', [locked]));
        await becomes('ben', false);
        for (const way of ways) await isOut(way);
        await eventually(() => sockets.every((socket: Socket) => socket.disconnected), Boolean);
        running.finish();
        assert.equal(await running.answered, 303, 'what was under way is led to the sign-in');
        const later = await released(anna, { teams: ['Frühschicht'] });
        const acknowledgements = db()('acknowledgements').where({ announcement_id: earlier.id });
        assert.equal((await acknowledgements).length, 0);
        const sent = db()('deliveries').where({ announcement_id: later.id, person_id: first.personId });
        assert.equal((await sent).length, 0);
        const obligations = (await db()('recipients')
          .where({ person_id: first.personId })
          .select('announcement_id', 'left_at')) as { announcement_id: string; left_at: number | null }[];
        assert.ok(obligations.some(({ announcement_id }) => announcement_id === earlier.id));
        assert.ok(
          obligations.every(
            ({ announcement_id, left_at }) => left_at !== null && announcement_id !== later.id,
          ),
        );
        for (const table of ['sessions', 'devices', 'push_subscriptions', 'memberships'])
          assert.equal((await db()(table).where({ person_id: first.personId })).length, 0, table);
        const record = (await db()('audit_entries')
          .where({ action: 'person:left', subject: first.personId })
          .first()) as { details: string };
        const { closed } = JSON.parse(record.details) as {
          closed: Record<string, { closed: number; at: number }>;
        };
        assert.deepEqual(
          Object.entries(closed).map(([what, { closed: count }]) => [what, count]),
          [
            ['memberships', 2],
            ['obligations', 1],
            ['sessions', 2],
            ['devices', 2],
            ['tokens', 1],
          ],
        );
        assert.ok(Object.values(closed).every(({ at }) => at > 0));

        await slapd.apply(replacement(directory().personDn('ben'), 'pwdAccountLockedTime', []));
        world().clock.advance(300_000);
        await becomes('ben', true);
        for (const way of ways) assert.equal(await statusOf(way), 401);
        const again = await enter('ben');
        const devices = (await db()('push_subscriptions').where({ person_id: again.personId })).length;
        assert.deepEqual([again.personId, devices], [first.personId, 0]);
      });

      it('is out when the account expires by the clock, and when the entry is deleted', async () => {
        const [emil, frieda] = [await enter('emil'), kind === 'SQLite' ? await enter('frieda') : null];
        const today = Math.floor(world().clock.now() / (24 * 3600 * 1000));
        await slapd.apply(replacement(directory().personDn('emil'), 'shadowExpire', [String(today)]));
        if (frieda) await directory().delete(directory().personDn('frieda'));
        await becomes('emil', false);
        await isOut({ cookie: emil.cookie });
        if (frieda) {
          await becomes('frieda', false);
          await isOut({ cookie: frieda.cookie });
        }
      });

      it('loses with a team what went to that team alone, and keeps the rest', async () => {
        const [anna, dora] = [await enter('anna'), await enter('dora')];
        const shift = await released(anna, { teams: ['Frühschicht'], title: 'Schicht' });
        const fire = await released(anna, { teams: ['Brandschutz'], title: 'Brandschutz' });
        const both = await draftFor(anna, { teams: ['Frühschicht', 'Brandschutz'], title: 'Beide' });
        assert.equal((await release(anna, both.id)).status, 'released');
        const sees = async () =>
          Promise.all(
            [shift, fire, both].map(
              async ({ id }) => (await dora.call('GET', `/announcements/${id}`)).status,
            ),
          );
        assert.deepEqual(await sees(), [200, 200, 200]);
        const members = ['ben', 'clara'].map(directory().personDn);
        await slapd.apply(replacement(directory().groupDn('Brandschutz'), 'member', members));
        await eventually(sees, (statuses) => statuses[1] === 404, withinMs);
        assert.deepEqual(await sees(), [200, 404, 200]);
      });

      it('gives and takes roles with a group, on the next request', async () => {
        const deniz = await enter('deniz');
        const roles = async () => ((await deniz.call('GET', '/me')).json as { roles: string[] }).roles;
        assert.deepEqual(await roles(), ['admin']);
        const group = directory().groupDn('Freigabe');
        await slapd.apply(replacement(group, 'member', ['anna', 'deniz'].map(directory().personDn)));
        await eventually(roles, ({ length }) => length === 2, withinMs);
        assert.equal((await deniz.get('/announcements/new')).status, 200);
        await slapd.apply(replacement(group, 'member', ['anna'].map(directory().personDn)));
        await eventually(roles, ({ length }) => length === 1, withinMs);
        assert.equal((await deniz.get('/announcements/new')).status, 403);
      });
    },
    () => ({ ...companyDirectory(slapd).settings(slapd), PUSH_ALLOWED_HOSTS: deafPushHost }),
  );
});
