import assert from 'node:assert/strict';
import { gotAt, noticesOf, readNotice, settled } from '../support/channel-notices.ts';
import { opened, say } from '../support/chatting.ts';
import { join, leave } from '../support/membership.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import {
  startPushService,
  type IssuedSubscription,
  type PushService,
} from '../support/push-service/push-service.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const noon = Date.parse('2026-12-08T11:00Z');
const hourMs = 3_600_000;

describe('What is said in a channel', function () {
  this.timeout(40_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'is told by push',
    (world) => {
      type Device = IssuedSubscription & { id: string };
      let anna: Visitor;
      let ben: Visitor;
      let mehmet: Visitor;
      const devices = new Map<Visitor, Device>();
      const house = () => world().umlauf;
      const signIn = async (login: string): Promise<Visitor> => {
        const visitor = await world().signIn(login);
        devices.set(visitor, await turnOnNotices(visitor, service, world().dataDir));
        return visitor;
      };
      const got = async (visitor: Visitor, channelId: string) => {
        const device = devices.get(visitor);
        assert.ok(device);
        return gotAt(service, device, channelId);
      };
      const channel = () =>
        opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'], title: 'Halle 3' });
      const choose = async (visitor: Visitor, channelId: string, notices: string): Promise<void> => {
        const answer = await visitor.call('PUT', `/channels/${channelId}/notices`, { notices });
        assert.deepEqual([answer.status, answer.json], [200, { notices }]);
      };
      const toldOf = async (channelId: string): Promise<string[]> =>
        (await noticesOf(world(), channelId)).map(({ personId }) => personId).toSorted();
      const mention = ({ personId }: Visitor) => `@[Name](person:${personId})`;
      const idsOf = (...visitors: Visitor[]) => visitors.map(({ personId }) => personId).toSorted();

      before(async () => {
        world().clock.setTo(noon);
        [anna, ben, mehmet] = [await signIn('anna'), await signIn('ben'), await signIn('m.aydogan')];
      });
      beforeEach(async () => {
        world().clock.setTo(noon);
        await service.reset();
      });

      it('to whoever is mentioned, or chose all of it, never to whoever says it', async () => {
        const channelId = await channel();
        await say(anna, channelId, 'Guten Morgen.');
        assert.deepEqual(await toldOf(channelId), []);
        await say(anna, channelId, `${mention(ben)} und ${mention(anna)}: Tor 2 klemmt.`);
        assert.deepEqual(await toldOf(channelId), idsOf(ben));
        await choose(mehmet, channelId, 'all');
        await say(anna, channelId, 'Tor 2 geht wieder.');
        assert.deepEqual(await toldOf(channelId), idsOf(ben, mehmet));
      });

      it('when all are called, to all who have not chosen nothing', async () => {
        const channelId = await channel();
        await choose(mehmet, channelId, 'nothing');
        await say(ben, channelId, '@[alle](all) Alarmprobe um zwölf.');
        assert.deepEqual(await toldOf(channelId), idsOf(anna));
        await say(ben, channelId, `${mention(mehmet)}, auch du.`);
        assert.deepEqual(await toldOf(channelId), idsOf(anna));
      });

      it('in a direct conversation to the other, until he chooses nothing', async () => {
        const answer = await ben.call('POST', '/direct-conversations', { people: [mehmet.personId] });
        const { id } = answer.json as { id: string };
        await say(ben, id, 'Hast du den Schlüssel?');
        assert.deepEqual(await toldOf(id), idsOf(mehmet));
        const [row] = await settled(world(), id);
        assert.equal(row?.state, 'accepted');
        const [message] = await got(mehmet, id);
        assert.ok(message);
        assert.equal(readNotice(message).notification.navigate, `${house().config.baseUrl}/channels/${id}`);
        await mehmet.post(`/channels/${id}/notices`, { notices: 'nothing' });
        world().clock.advance(hourMs);
        await say(ben, id, 'Hat sich erledigt.');
        assert.equal((await noticesOf(world(), id))[0]?.state, 'accepted', 'nothing waits');
      });

      it('without a title, a name or a word of it, and always of one length', async () => {
        const channelId = await channel();
        await say(anna, channelId, `${mention(ben)} Kennwort Hagebutte`);
        await settled(world(), channelId);
        const [message, ...more] = await got(ben, channelId);
        assert.ok(message);
        assert.equal(more.length, 0);
        assert.equal(Buffer.byteLength(message.plaintext), 1024);
        assert.deepEqual(readNotice(message), {
          web_push: 8030,
          notification: {
            ...{ title: 'Neue Nachricht', body: 'Bitte öffnen Sie Umlauf.', lang: 'de' },
            tag: `channel-${channelId}`,
            navigate: `${house().config.baseUrl}/channels/${channelId}`,
            data: { v: 1, kind: 'channel', id: channelId, priority: 'normal' },
          },
          pad: (JSON.parse(message.plaintext) as { pad: string }).pad,
        });
        for (const word of ['Halle 3', 'Hagebutte', 'Anna', 'Krause', 'Ben', anna.personId, ben.personId])
          assert.ok(!message.plaintext.includes(word), word);
        assert.ok(message.ttl > 4 * 3600 - 60 && message.ttl <= 4 * 3600, String(message.ttl));
        assert.equal(message.urgency, 'normal');
        assert.match(message.topic ?? '', /^[\w-]{32}$/);
      });

      it('not to whoever has read it meanwhile, which is how a page in sight is told nothing', async () => {
        const channelId = await channel();
        const { seq } = await say(anna, channelId, mention(ben));
        assert.equal((await ben.call('PUT', `/channels/${channelId}/read`, { seq })).status, 200);
        const [row] = await settled(world(), channelId);
        assert.deepEqual([row?.state, row?.fault], ['expired', 'nothing to tell']);
        assert.deepEqual(await got(ben, channelId), []);
      });

      it('nor to whoever has it in sight while something above it is unread', async () => {
        const channelId = await channel();
        await say(mehmet, channelId, 'Guten Morgen.');
        const { seq } = await say(anna, channelId, mention(ben));
        await ben.call('PUT', `/channels/${channelId}/read`, { seq: 0, seen: seq });
        const [row] = await settled(world(), channelId);
        assert.deepEqual([row?.state, row?.fault], ['expired', 'nothing to tell']);
        const card = (await ben.call('GET', `/channels/${channelId}`)).json as { unread: number };
        assert.equal(card.unread, 2);
      });

      it('when it is edited, to whom it mentions for the first time, once, and only as he wants it', async () => {
        const channelId = await channel();
        const { seq } = await say(anna, channelId, `${mention(ben)} Tor 2 klemmt.`);
        await settled(world(), channelId);
        const edit = async (text: string): Promise<void> => {
          const answer = await anna.call('PATCH', `/channels/${channelId}/messages/${seq}`, { text });
          assert.equal(answer.status, 200, answer.text);
          world().clock.advance(hourMs);
          await settled(world(), channelId);
        };
        await edit(`${mention(ben)} ${mention(anna)} Tor 3 klemmt.`);
        assert.deepEqual([(await got(ben, channelId)).length, (await got(mehmet, channelId)).length], [1, 0]);
        await edit(`${mention(ben)} ${mention(mehmet)} Tor 3 klemmt.`);
        assert.deepEqual([(await got(ben, channelId)).length, (await got(mehmet, channelId)).length], [1, 1]);
        await edit('Tor 3 klemmt.');
        await edit(`${mention(ben)} ${mention(mehmet)} @[alle](all) Tor 3 klemmt.`);
        assert.deepEqual([(await got(ben, channelId)).length, (await got(mehmet, channelId)).length], [1, 1]);
        assert.deepEqual(await got(anna, channelId), []);
      });

      it('when it is edited, not to whoever has read it, has chosen nothing, or was told of it already', async () => {
        for (const choice of ['nothing', 'all', 'mentions'] as const) {
          const channelId = await channel();
          await choose(mehmet, channelId, choice);
          const { seq } = await say(anna, channelId, 'Tor 2 klemmt.');
          await settled(world(), channelId);
          if (choice === 'mentions') await mehmet.call('PUT', `/channels/${channelId}/read`, { seq });
          const text = `${mention(mehmet)} Tor 3 klemmt.`;
          await anna.call('PATCH', `/channels/${channelId}/messages/${seq}`, { text });
          world().clock.advance(hourMs);
          await settled(world(), channelId);
          assert.equal((await got(mehmet, channelId)).length, choice === 'all' ? 1 : 0, choice);
        }
      });

      it('not once it is deleted, past its time, or not wanted any more', async () => {
        const undo: ((channelId: string, seq: number) => Promise<unknown>)[] = [
          (channelId, seq) => anna.call('DELETE', `/channels/${channelId}/messages/${seq}`),
          (channelId) => choose(ben, channelId, 'nothing'),
          (channelId) =>
            house().transaction((tx) =>
              tx('messages')
                .where({ channel_id: channelId })
                .update({ posted_at: noon - 31 * 24 * hourMs }),
            ),
          (channelId) =>
            house().transaction((tx) => tx('channels').where({ id: channelId }).update({ first_seq: 2 })),
        ];
        for (const [at, undoIt] of undo.entries()) {
          const channelId = await channel();
          const { seq } = await say(anna, channelId, mention(ben));
          await undoIt(channelId, seq);
          const [row] = await settled(world(), channelId);
          assert.deepEqual([row?.state, row?.fault], ['expired', 'nothing to tell'], String(at));
          assert.deepEqual(await got(ben, channelId), []);
        }
      });

      it('not to whoever was removed from the team, nor after he is back', async () => {
        const channelId = await channel();
        await say(anna, channelId, mention(mehmet));
        await leave(house(), 'm.aydogan', 'Frühschicht');
        assert.equal((await settled(world(), channelId))[0]?.state, 'expired');
        await join(house(), 'm.aydogan', 'Frühschicht');
        await say(anna, channelId, 'Ohne ihn.');
        assert.equal((await settled(world(), channelId))[0]?.state, 'expired');
        assert.deepEqual(await got(mehmet, channelId), []);
      });

      it('once for many messages, and again only some seconds later', async () => {
        const channelId = await channel();
        await choose(ben, channelId, 'all');
        for (let count = 0; count < 10; count += 1) await say(anna, channelId, `Satz ${count}`);
        await settled(world(), channelId);
        assert.equal((await got(ben, channelId)).length, 1, 'one for all of them');
        await say(anna, channelId, 'Noch einer.');
        const [waiting] = await noticesOf(world(), channelId);
        assert.equal(waiting?.state, 'queued');
        const untilMs = waiting.nextAttemptAt - world().clock.now();
        assert.ok(untilMs > 5000 && untilMs <= 10_000, String(untilMs));
        await settled(world(), channelId, untilMs);
        const [first, second] = await got(ben, channelId);
        assert.ok(first && second);
        assert.equal(first.topic, second.topic, 'the later takes the place of the earlier');
        assert.equal((await noticesOf(world(), channelId)).length, 1, 'one row for each device, used again');
      });

      it('again when one that is deleted follows one that was told, no', async () => {
        const channelId = await channel();
        await say(anna, channelId, mention(ben));
        await settled(world(), channelId);
        world().clock.advance(hourMs);
        const { seq } = await say(anna, channelId, mention(ben));
        await anna.call('DELETE', `/channels/${channelId}/messages/${seq}`);
        assert.equal((await settled(world(), channelId))[0]?.state, 'expired');
        assert.equal((await got(ben, channelId)).length, 1);
      });

      it('by another device of his as well, and never by mail', async () => {
        const channelId = await channel();
        const phone = await signIn('ben');
        await say(anna, channelId, mention(ben));
        assert.equal((await settled(world(), channelId)).length, 2);
        assert.deepEqual([(await got(ben, channelId)).length, (await got(phone, channelId)).length], [1, 1]);
        const [one, other] = [(await got(ben, channelId))[0], (await got(phone, channelId))[0]];
        assert.notEqual(one?.topic, other?.topic, 'no push service learns that they share a channel');
        assert.deepEqual(await house().db('deliveries').where({ transport: 'mail', kind: 'channel' }), []);
      });
    },
    () => pushSettings(service),
  );
});
