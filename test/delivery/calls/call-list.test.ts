import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { confirm, draftFor, personId, released } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { startMailServer, type MailServer } from '../../support/mail-server/mail-server.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

type Called = { outcome: string; calledAt: string; caller: string };
type ToCall = { person: { id: string; name: string }; calls: Called[] };
type Reach = { mail: number; unreachable: number; unreachablePeople: { name: string }[] };

const mailOf = (login: string) => `${login}@lindenhof.example`;
const minute = 60_000;

describe('The call list', () => {
  let server: MailServer;
  before(async () => {
    server = await startMailServer();
  });
  after(() => server.stop());

  describeOnEachDatabase(
    'of those whom nothing has reached',
    (world) => {
      let anna: Visitor;
      before(async () => {
        anna = await world().signIn('anna');
        await anna.post('/me/language', { language: 'de' });
      });
      const db = () => world().umlauf.db;
      const listOf = async (id: string, sender = anna): Promise<ToCall[]> => {
        const answer = await sender.call('GET', `/announcements/${id}/calls`);
        assert.equal(answer.status, 200, answer.text);
        return (answer.json as { items: ToCall[] }).items;
      };
      const namesOn = async (id: string) => (await listOf(id)).map(({ person }) => person.name);
      const settled = (id: string, login: string, state: string) =>
        eventually(
          async () =>
            (await db()('deliveries')
              .join('people', 'people.id', 'deliveries.person_id')
              .where({ announcement_id: id, transport: 'mail', login })
              .orderBy('deliveries.id', 'desc')
              .first('state')) as { state: string } | undefined,
          (row) => row?.state === state,
        );
      const recordedCalls = async (id: string): Promise<number> =>
        (await db()('audit_entries').where({ action: 'call:recorded', subject: id })).length;
      const reachOf = async (logins: string[]): Promise<Reach> => {
        const { id } = await draftFor(anna, { people: logins });
        return (await anna.call('POST', `/announcements/${id}/reach`)).json as Reach;
      };
      const givenAddress = (login: string, mail: string) =>
        world().umlauf.transaction((tx) => tx('people').where({ login }).update({ mail }));

      it('names them, and neither who was reached by mail, nor who uses Umlauf, nor who has confirmed', async () => {
        const ben = await world().signIn('ben');
        server.refuse(mailOf('y.haddad'), 550, 1);
        const { id } = await released(anna, { people: ['ben', 'm.aydogan', 'y.haddad', 'h.celik'] });
        await settled(id, 'm.aydogan', 'accepted');
        await settled(id, 'y.haddad', 'gone');
        assert.deepEqual(await namesOn(id), ['Çelik, Hüseyin', 'Haddad, Yasmin']);
        await confirm(ben, id);
        const progress = await anna.get(`/announcements/${id}/progress`);
        assert.match(progress.text, /2 Personen wurden auf keinem Weg erreicht/);
        const page = await anna.get(`/announcements/${id}/calls`);
        assert.match(page.text, /2 Personen wurden auf keinem Weg erreicht/);
        assert.match(page.text, /Ein Anruf ist keine Bestätigung/);
        assert.match(page.text, /Haddad, Yasmin/);
        assert.doesNotMatch(page.text, /Yıldız|Aydoğan/);
      });

      it('is where somebody stands whose only address is refused for good, until the directory gives another', async () => {
        const people = ['m.aydogan', 'y.haddad'];
        const { mail, unreachable, unreachablePeople } = await reachOf(people);
        assert.deepEqual([mail, unreachable, unreachablePeople[0]?.name], [1, 1, 'Yasmin Haddad']);
        server.refuse(mailOf('y.haddad'), 550, 1);
        const refused = await released(anna, { people });
        await settled(refused.id, 'y.haddad', 'gone');
        assert.match((await anna.get(`/announcements/${refused.id}/reminder`)).text, /persönlich ansprechen/);
        await givenAddress('y.haddad', mailOf('yasmin.haddad'));
        assert.equal((await reachOf(people)).mail, 2);
        await givenAddress('y.haddad', mailOf('y.haddad'));
        assert.equal((await reachOf(people)).mail, 1);
        const { id } = await released(anna, { people });
        await settled(id, 'y.haddad', 'accepted');
        assert.deepEqual((await reachOf(people)).mail, 2, 'a mailbox that takes mail is there again');
        assert.deepEqual(await namesOn(id), []);
        const { personId: hers } = await world().signIn('y.haddad');
        await world().umlauf.transaction((tx) => tx('sessions').where({ person_id: hers }).delete());
        server.refuse(mailOf('y.haddad'), 550, 1);
        await anna.call('POST', `/announcements/${id}/reminder`, { personId: hers });
        await settled(id, 'y.haddad', 'gone');
        assert.deepEqual(await namesOn(id), ['Haddad, Yasmin'], 'what it took before reaches nobody now');
        const attempts = server.attempts(mailOf('y.haddad'));
        const again = await anna.call('POST', `/announcements/${id}/reminder`, { personId: hers });
        assert.equal((again.json as { mails: number }).mails, 0);
        assert.equal(server.attempts(mailOf('y.haddad')), attempts);
      });

      it('leaves out to whom something is on its way, for ten minutes and while it has not failed', async () => {
        const { personId: hers, ...omar } = await world().signIn('o.ibrahim');
        await subscribe({ personId: hers, ...omar });
        await givenAddress('o.ibrahim', '');
        await world().umlauf.transaction((tx) => tx('sessions').where({ person_id: hers }).delete());
        const { id } = await released(anna, { people: ['o.ibrahim'] });
        const failing = await eventually(
          () => namesOn(id),
          ({ length }) => length === 1,
        );
        assert.deepEqual(failing, ['Ibrahim, Omar'], 'nobody answers there');
        const now = world().clock.now();
        await world().umlauf.transaction((tx) =>
          tx('deliveries')
            .where({ announcement_id: id })
            .update({
              state: 'queued',
              last_error: null,
              created_at: now,
              next_attempt_at: now + 60 * minute,
            }),
        );
        assert.deepEqual(await namesOn(id), []);
        world().clock.advance(10 * minute);
        assert.deepEqual(await namesOn(id), ['Ibrahim, Omar']);
      });

      it('names whom only a device took it for that has not been heard of for fourteen days', async () => {
        const { personId: hers, ...omar } = await world().signIn('o.ibrahim');
        await subscribe({ personId: hers, ...omar });
        await givenAddress('o.ibrahim', '');
        await world().umlauf.transaction((tx) => tx('sessions').where({ person_id: hers }).delete());
        const { id } = await released(anna, { people: ['o.ibrahim'] });
        await world().umlauf.transaction((tx) =>
          tx('deliveries').where({ announcement_id: id }).update({ state: 'accepted' }),
        );
        assert.deepEqual(await namesOn(id), []);
        const longAgo = world().clock.now() - 14 * 24 * 60 * minute;
        await world().umlauf.transaction((tx) =>
          tx('push_subscriptions').where({ person_id: hers }).update({ last_seen_at: longAgo }),
        );
        assert.deepEqual(await namesOn(id), ['Ibrahim, Omar']);
      });

      it('takes what came of a call, once, with who called and when; whoever was told is still outstanding', async () => {
        const { id } = await released(anna, { people: ['ben', 'h.celik'], deadlineAt: null });
        const celik = await personId(anna, 'h.celik');
        const form = { personId: celik, outcome: 'no-answer', idempotencyKey: randomUUID() };
        for (const time of ['the first', 'the second']) {
          const answer = await anna.post(`/announcements/${id}/calls`, form);
          assert.equal(answer.status, 303, time);
          assert.equal(answer.headers.get('location'), `/announcements/${id}/calls#call-${celik}`);
        }
        world().clock.advance(minute);
        await anna.post(`/announcements/${id}/calls`, { ...form, outcome: 'told' });
        const [row] = await listOf(id);
        assert.deepEqual(
          row?.calls.map(({ outcome, caller }) => [outcome, caller]),
          [
            ['told', 'Anna Krause'],
            ['no-answer', 'Anna Krause'],
          ],
        );
        assert.equal(await recordedCalls(id), 2);
        const { outstanding } = (await anna.call('GET', `/announcements/${id}/progress`)).json as {
          outstanding: number;
        };
        assert.equal(outstanding, 2);
        for (const path of ['calls', 'progress'])
          assert.match((await anna.get(`/announcements/${id}/${path}`)).text, /Informiert, <time/, path);
      });

      it('is the sender’s alone, each look recorded, and takes nobody who is not outstanding', async () => {
        const [ben, clara] = [await world().signIn('ben'), await world().signIn('clara')];
        const { id } = await released(anna, { people: ['ben', 'h.celik'] });
        const call = { personId: ben.personId, outcome: 'told' };
        for (const [person, status] of [
          [ben, 403],
          [clara, 404],
          [await world().signIn('m.wojcik'), 404],
        ] as const) {
          assert.equal((await person.get(`/announcements/${id}/calls`)).status, status);
          assert.equal((await person.call('POST', `/announcements/${id}/calls`, call)).status, status);
        }
        await confirm(ben, id);
        for (const whom of [ben.personId, clara.personId, randomUUID().replaceAll('-', '')]) {
          const answer = await anna.call('POST', `/announcements/${id}/calls`, { ...call, personId: whom });
          assert.equal(answer.status, 409);
        }
        assert.deepEqual(
          [await recordedCalls(id), (await db()('calls').where({ announcement_id: id })).length],
          [0, 0],
        );
        const looks = async () =>
          (await db()('audit_entries').where({ action: 'recipients:looked-at', subject: id })).length;
        const before = await looks();
        await anna.get(`/announcements/${id}/calls`);
        await anna.get(`/announcements/${id}/calls`);
        await listOf(id);
        assert.equal(await looks(), before + 2, 'a page once in ten minutes, a call each time');
        await anna.call('POST', `/announcements/${id}/withdrawal`, { reason: 'Ein Irrtum.' });
        assert.equal((await anna.get(`/announcements/${id}/calls`)).status, 409);
      });
    },
    () => ({ ...server.settings, PUSH_ALLOWED_HOSTS: deafPushHost }),
  );
});
