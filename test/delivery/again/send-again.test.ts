import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fireDue } from '../../../server/delivery/plan/fire-due.ts';
import { confirm, draftFor, released } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { startMailServer, type MailServer } from '../../support/mail-server/mail-server.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

type SentAgain = { id: string; recipients: number; devices: number; mails: number };
type Progress = { deliveriesByRoad: { mail: Record<string, number> } };
const mailOf = (login: string) => `${login}@lindenhof.example`;
const minute = 60_000;

describe('Sending again to those missed', () => {
  let server: MailServer;
  before(async () => {
    server = await startMailServer();
  });
  after(() => server.stop());

  describeOnEachDatabase(
    'reaches those whom nothing got through to',
    (world) => {
      let anna: Visitor;
      const people = new Map<string, Visitor>();
      const withDevice = ['ben', 'm.aydogan', 'r.vogt', 'o.ibrahim'];
      before(async () => {
        anna = await world().signIn('anna');
        await anna.post('/me/language', { language: 'de' });
        for (const login of withDevice) {
          const person = await world().signIn(login);
          people.set(login, person);
          await subscribe(person);
        }
      });
      const idOf = (login: string) => people.get(login)?.personId ?? assert.fail(login);
      /** What became of the release on this person's devices, which no worker looks at any more. */
      const became = (id: string, login: string, state: string) =>
        world().umlauf.transaction((tx) =>
          tx('deliveries')
            .where({ announcement_id: id, person_id: idOf(login) })
            .update({ state, next_attempt_at: world().clock.now() + 600 * minute }),
        );
      const again = (id: string, key: string = randomUUID()) =>
        anna.call('POST', `/announcements/${id}/resending`, undefined, { 'idempotency-key': key });
      const gotFrom = async (occasionId: string): Promise<string[]> =>
        (await world()
          .umlauf.db('deliveries')
          .join('people', 'people.id', 'deliveries.person_id')
          .where({ occasion_id: occasionId, kind: 'announcement' })
          .orderBy('login')
          .pluck('login')) as string[];

      it('once, on a new occasion, and nobody else: neither reached, nor on the way, nor confirmed', async () => {
        const { id } = await released(anna, { people: [...withDevice, 'h.celik', 'y.haddad'] });
        await became(id, 'ben', 'failed');
        await became(id, 'm.aydogan', 'accepted');
        await became(id, 'r.vogt', 'queued');
        await became(id, 'o.ibrahim', 'gone');
        const omar = people.get('o.ibrahim') ?? assert.fail();
        await confirm(omar, id);
        await eventually(
          () => anna.call('GET', `/announcements/${id}/progress`),
          ({ json }) => (json as Progress).deliveriesByRoad.mail['accepted'] === 1,
        );
        // Who had no road and has one now.
        people.set('h.celik', await world().signIn('h.celik'));
        const before = (await anna.call('GET', `/announcements/${id}/resending`)).json;
        const counts = { outstanding: 5, onTheWay: 1, missed: 2, push: 1, mail: 0, withoutRoad: 1 };
        assert.deepEqual(before, counts);
        await subscribe(people.get('h.celik') ?? assert.fail());
        const page = await anna.get(`/announcements/${id}/resending`);
        assert.match(page.text, /2 Personen wurden verfehlt/);
        assert.match(page.text, /An 2 Personen senden/);
        const key = randomUUID();
        const answers = await Promise.all(Array.from({ length: 3 }, () => again(id, key)));
        assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
        const sent = answers[0]?.json as SentAgain;
        assert.deepEqual([sent.recipients, sent.devices, sent.mails], [2, 2, 0]);
        assert.deepEqual(await gotFrom(sent.id), ['ben', 'h.celik']);
        assert.notEqual(sent.id, id);
        assert.equal((await again(id)).status, 409, 'it is on its way by now');
        const recorded = (await world()
          .umlauf.db('audit_entries')
          .where({ action: 'announcement:sent-again', subject: id })) as { details: string }[];
        assert.equal(recorded.length, 1);
        assert.match(recorded[0]?.details ?? '', /"recipients":2/);
        assert.match((await anna.get(`/announcements/${id}/progress`)).text, /Noch einmal unterwegs/);
        assert.match((await anna.get(`/announcements/${id}`)).text, /noch einmal gesendet, an 2 verfehlte/);
      });

      it('by mail to whom has lost the device, and the planned mail then sends no second one', async () => {
        const yasmin = await world().signIn('y.haddad');
        people.set('y.haddad', yasmin);
        await subscribe(yasmin);
        const { id } = await released(anna, { people: ['y.haddad'] });
        await became(id, 'y.haddad', 'gone');
        await world().umlauf.transaction((tx) =>
          tx('push_subscriptions').where({ person_id: yasmin.personId }).delete(),
        );
        const before = server.to(mailOf('y.haddad')).length;
        const { mails, devices } = (await again(id)).json as SentAgain;
        assert.deepEqual([devices, mails], [0, 1]);
        const mailed = () => server.to(mailOf('y.haddad')).length - before;
        await eventually(mailed, (count) => count === 1);
        world().clock.advance(5 * minute);
        await fireDue(world().umlauf);
        await eventually(
          async () =>
            (await world()
              .umlauf.db('planned_notices')
              .where({ announcement_id: id, kind: 'mail' })
              .first('state')) as { state: string },
          ({ state }) => state === 'sent',
        );
        const rows = await world().umlauf.db('deliveries').where({ announcement_id: id, transport: 'mail' });
        assert.deepEqual([rows.length, mailed()], [1, 1]);
      });

      it('says why it reaches nobody, and changes nothing then', async () => {
        const reasonOf = async (id: string): Promise<string> => {
          const rows = async () => (await world().umlauf.db('resendings')).length;
          const before = await rows();
          const { status, json } = await again(id);
          assert.equal(status, 409);
          assert.equal(await rows(), before);
          const { detail } = json as { detail: string };
          assert.ok((await anna.get(`/announcements/${id}/resending`)).text.includes(detail), detail);
          const form = { idempotencyKey: randomUUID() };
          assert.equal((await anna.post(`/announcements/${id}/resending`, form)).status, 409);
          return detail;
        };
        const { id } = await released(anna, { people: ['ben'] });
        await became(id, 'ben', 'queued');
        assert.match(await reasonOf(id), /noch unterwegs/);
        await became(id, 'ben', 'accepted');
        assert.match(await reasonOf(id), /Niemand ist verfehlt/);
        await confirm(people.get('ben') ?? assert.fail(), id);
        assert.match(await reasonOf(id), /Niemand ist mehr offen/);
        server.refuse(mailOf('y.haddad'), 550, 1);
        const refused = await released(anna, { people: ['y.haddad'] });
        await eventually(
          () => again(refused.id),
          ({ json }) => /rufen Sie an/.test((json as { detail?: string }).detail ?? ''),
        );
        assert.match(await reasonOf(refused.id), /rufen Sie an/);
      });

      it('asks only those whom the text that holds has not reached', async () => {
        const { id } = await released(anna, { people: ['ben'] });
        await became(id, 'ben', 'accepted');
        world().clock.advance(minute);
        const correction = { kind: 'material', body: 'Benutzen Sie **Tor 3**.' };
        assert.equal((await anna.call('POST', `/announcements/${id}/correction`, correction)).status, 200);
        await world().umlauf.transaction((tx) =>
          tx('deliveries').where({ announcement_id: id, kind: 'correction' }).update({ state: 'failed' }),
        );
        assert.equal(((await again(id)).json as SentAgain).recipients, 1);
      });

      it('is the sender’s, of what holds and asks for a confirmation', async () => {
        const ben = people.get('ben') ?? assert.fail();
        const { id } = await released(anna, { people: ['ben'] });
        const key = { 'idempotency-key': randomUUID() };
        const ask = (person: Visitor) =>
          person.call('POST', `/announcements/${id}/resending`, undefined, key);
        assert.equal((await ask(ben)).status, 403);
        assert.equal((await ask(await world().signIn('clara'))).status, 404);
        const mere = await released(anna, { people: ['ben'], acknowledgement: 'none' });
        const draft = await draftFor(anna, { people: ['ben'] });
        for (const one of [mere, draft]) assert.equal((await again(one.id)).status, 409);
      });
    },
    () => ({ ...server.settings, PUSH_ALLOWED_HOSTS: deafPushHost }),
  );
});
