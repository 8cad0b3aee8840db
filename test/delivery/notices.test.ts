import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sealOf } from '../../server/sign-in/offline-seal.ts';
import { released } from '../support/announcing.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import {
  startPushService,
  type PushMessage,
  type PushService,
} from '../support/push-service/push-service.ts';
import { describeOnEachDatabase, openWorld } from '../support/world.ts';

type Notification = {
  title: string;
  body: string;
  lang: string;
  tag: string;
  data: {
    kind: string;
    id: string;
    owner?: string;
    text?: { html: string; version: number; sender: string; title: string; isCut: boolean };
  };
};
const notificationOf = ({ plaintext }: PushMessage) =>
  (JSON.parse(plaintext) as { notification: Notification }).notification;
const hourMs = 3_600_000;

describe('A notice on a device', function () {
  this.timeout(20_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  const at = ({ endpoint }: { endpoint: string }) =>
    service.nextMessage((message) => message.endpoint === endpoint);

  describeOnEachDatabase(
    'of the portal',
    (world) => {
      const withNotices = async (login: string) => {
        const visitor = await world().signIn(login);
        return { visitor, device: await turnOnNotices(visitor, service, world().dataDir) };
      };

      it('speaks the language of its owner, the chosen one before that of the directory', async () => {
        const [ben, clara, deniz, esther] = await Promise.all(
          ['ben', 'clara', 'deniz', 'esther'].map(withNotices),
        );
        assert.ok(ben && clara && deniz && esther);
        await esther.visitor.post('/me/language', { language: 'nl' });
        const people = ['ben', 'clara', 'deniz', 'esther'];
        const { id } = await released(await world().signIn('anna'), { title: 'Geheimer Titel', people });
        const messages = await Promise.all([ben, clara, deniz, esther].map(({ device }) => at(device)));
        assert.deepEqual(
          messages.map((message) => notificationOf(message).lang),
          ['de', 'nl', 'en', 'nl'],
        );
        for (const message of messages) {
          assert.equal(Buffer.byteLength(message.plaintext), 1024);
          assert.equal(message.urgency, 'high');
          assert.ok(message.ttl > 23 * 3600 && message.ttl <= 24 * 3600, `${message.ttl} s to the deadline`);
          assert.equal(notificationOf(message).data.id, id);
          assert.doesNotMatch(message.plaintext, /Geheim/);
        }
      });

      it('of a reminder takes the place of the announcement’s, and no other device’s', async () => {
        const [one, other] = [await withNotices('h.celik'), await withNotices('h.celik')];
        const anna = await world().signIn('anna');
        const { id } = await released(anna, { people: ['h.celik'], priority: 'important' });
        const [first, elsewhere] = [await at(one.device), await at(other.device)];
        const headers = { 'idempotency-key': randomUUID() };
        assert.equal((await anna.call('POST', `/announcements/${id}/reminder`, {}, headers)).status, 200);
        const reminder = await at(one.device);
        assert.equal(reminder.topic, first.topic);
        assert.notEqual(first.topic, elsewhere.topic);
        assert.deepEqual(
          [notificationOf(first).data.kind, notificationOf(reminder).data.kind],
          ['announcement', 'reminder'],
        );
        assert.equal(notificationOf(reminder).tag, notificationOf(first).tag);
        assert.equal(first.urgency, 'normal');

        await released(anna, { people: ['h.celik'] });
        assert.notEqual((await at(one.device)).topic, first.topic);
      });

      it('is asked for as a test by its owner alone', async () => {
        const { visitor, device } = await withNotices('s.sahin');
        const answer = await visitor.post('/me/push-test');
        assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/me?test=queued']);
        const message = await at(device);
        assert.deepEqual(notificationOf(message).data, {
          v: 1,
          kind: 'test',
          id: 'test',
          priority: 'normal',
        });
        assert.ok(message.ttl <= hourMs / 1000);
      });

      it('does not come to somebody who has no device, and the test says so', async () => {
        const answer = await (await world().signIn('d.kruse')).post('/me/push-test');
        assert.equal(answer.status, 409);
      });
    },
    () => pushSettings(service),
  );

  it('shows the title where the house has chosen so', async () => {
    const world = await openWorld('SQLite', { ...pushSettings(service), PUSH_DETAIL: 'title' });
    try {
      const ben = await world.signIn('ben');
      const device = await turnOnNotices(ben, service, world.dataDir);
      await released(await world.signIn('anna'), {
        title: 'Fluchtweg gesperrt',
        body: 'Nur Tor 2.',
        people: ['ben'],
      });
      const message = await at(device);
      assert.equal(notificationOf(message).title, 'Fluchtweg gesperrt');
      assert.doesNotMatch(message.plaintext, /Tor 2/);
      assert.equal(Buffer.byteLength(message.plaintext), 1024);
    } finally {
      await world.stop();
    }
  });

  describeOnEachDatabase(
    'brings the text where the house has chosen so',
    (world) => {
      it('follows a correction and a withdrawal, and falls back to nothing where that is too large', async () => {
        const ben = await world().signIn('ben');
        const device = await turnOnNotices(ben, service, world().dataDir);
        const anna = await world().signIn('anna');
        const body = '1. Halle räumen\n2. Nur **Tor 2**';
        const { id } = await released(anna, { title: 'Fluchtweg gesperrt', body, people: ['ben'] });
        const first = await at(device);
        assert.equal(Buffer.byteLength(first.plaintext), 3072);
        const { title, data } = notificationOf(first);
        const { owner } = sealOf(world().umlauf.sessionSecret, ben.personId);
        assert.deepEqual([title, data.owner], ['Fluchtweg gesperrt', owner]);
        assert.match(data.text?.html ?? '', /<li>Halle räumen<\/li>\s*<li>Nur <strong>Tor 2<\/strong><\/li>/);
        assert.deepEqual([data.text?.version, data.text?.sender], [1, 'Anna Krause']);

        const text = 'Nur **Tor 5**. '.repeat(400);
        await anna.call('POST', `/announcements/${id}/correction`, { kind: 'material', body: text });
        const corrected = await at(device);
        assert.deepEqual(
          [Buffer.byteLength(corrected.plaintext), notificationOf(corrected).data.text?.isCut],
          [3072, true],
        );
        assert.match(notificationOf(corrected).data.text?.html ?? '', /<strong>Tor 5<\/strong>/);

        await service.script({ endpoint: device.endpoint, answer: 413, times: 1 });
        const headers = { 'idempotency-key': randomUUID() };
        await anna.call('POST', `/announcements/${id}/reminder`, {}, headers);
        assert.equal((await at(device)).answered, 413);
        const reminder = await at(device);
        assert.equal(Buffer.byteLength(reminder.plaintext), 1024);
        assert.doesNotMatch(reminder.plaintext, /Tor|Fluchtweg|owner/);

        await anna.call('POST', `/announcements/${id}/withdrawal`, {});
        const { data: withdrawn } = notificationOf(await at(device));
        assert.deepEqual([withdrawn.owner, withdrawn.id, withdrawn.text], [owner, id, undefined]);

        await ben.post('/me/push-test');
        const test = await at(device);
        assert.equal(Buffer.byteLength(test.plaintext), 3072, 'the length says nothing');
        assert.equal(notificationOf(test).data.owner, undefined);
      });
    },
    () => ({ ...pushSettings(service), PUSH_DETAIL: 'text' }),
  );
});
