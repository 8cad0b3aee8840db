import assert from 'node:assert/strict';
import { forgetOldNotices } from '../../server/delivery/channel/queue-channel-notices.ts';
import { deactivatePerson } from '../../server/directory/deactivate-person.ts';
import { gotAt, noticesOf, readNotice, settled } from '../support/channel-notices.ts';
import { opened, say } from '../support/chatting.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import {
  startPushService,
  type IssuedSubscription,
  type PushService,
} from '../support/push-service/push-service.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const noon = Date.parse('2026-12-08T11:00Z');
const dayMs = 24 * 3_600_000;
const bytes = { title: 1024, text: 3072 };

for (const detail of ['title', 'text'] as const)
  describe(`What is said in a channel, where PUSH_DETAIL is ${detail}`, function () {
    this.timeout(40_000);
    let service: PushService;
    before(async () => {
      service = await startPushService();
    });
    after(() => service.stop());

    describeOnEachDatabase(
      'is told',
      (world) => {
        let anna: Visitor;
        let ben: Visitor;
        let device: IssuedSubscription;
        before(async () => {
          world().clock.setTo(noon);
          [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
          device = await turnOnNotices(ben, service, world().dataDir);
        });
        const lastNotice = async (channelId: string) => {
          const [message] = await gotAt(service, device, channelId);
          assert.ok(message);
          return { ...readNotice(message), plaintext: message.plaintext };
        };

        it('with the title of the channel, and not with a word of it or of who says it', async () => {
          const channelId = await opened(world().umlauf, anna, {
            ...{ teams: ['Frühschicht', 'Werkleitung'], title: 'Halle 3' },
          });
          await say(anna, channelId, `@[Ben](person:${ben.personId}) Kennwort Hagebutte`);
          assert.equal((await settled(world(), channelId))[0]?.state, 'accepted');
          const { notification, plaintext } = await lastNotice(channelId);
          assert.equal(notification.title, 'Halle 3');
          assert.equal(Buffer.byteLength(plaintext), bytes[detail]);
          for (const word of ['Hagebutte', 'Anna', 'Krause']) assert.ok(!plaintext.includes(word), word);
          assert.equal(notification.data['text'], undefined);
        });

        it('with the names of the others in a conversation, which has no other title', async () => {
          const mehmet = await world().signIn('m.aydogan');
          const answer = await mehmet.call('POST', '/direct-conversations', { people: [ben.personId] });
          const { id } = answer.json as { id: string };
          await say(mehmet, id, 'Kennwort Hagebutte');
          await settled(world(), id);
          const { notification, plaintext } = await lastNotice(id);
          assert.match(notification.title, /Mehmet/);
          assert.ok(!plaintext.includes('Hagebutte') && !plaintext.includes('Ben'));
        });

        it('to nobody who has left, and what became of it is forgotten after a day', async () => {
          const channelId = await opened(world().umlauf, anna, { teams: ['Frühschicht', 'Werkleitung'] });
          const leaver = await world().signIn('m.aydogan');
          const his = await turnOnNotices(leaver, service, world().dataDir);
          await say(anna, channelId, `@[Er](person:${leaver.personId}) Kennwort Hagebutte`);
          await deactivatePerson(world().umlauf, null, leaver.login);
          await settled(world(), channelId);
          assert.deepEqual(await gotAt(service, his, channelId), []);
          await forgetOldNotices(world().umlauf);
          assert.equal((await noticesOf(world(), channelId)).length, 1);
          world().clock.advance(dayMs + 1);
          await forgetOldNotices(world().umlauf);
          assert.deepEqual(await noticesOf(world(), channelId), []);
          world().clock.setTo(noon);
        });
      },
      () => ({ ...pushSettings(service), PUSH_DETAIL: detail }),
    );
  });
