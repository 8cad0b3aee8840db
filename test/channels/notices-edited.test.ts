import assert from 'node:assert/strict';
import { gotAt, settled } from '../support/channel-notices.ts';
import { messagesFor, opened, say } from '../support/chatting.ts';
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
const minuteMs = 60_000;

describe('Whoever edits his messages to call somebody', function () {
  this.timeout(40_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'again and again',
    (world) => {
      let [anna, mehmet]: Visitor[] = [];
      let device: IssuedSubscription;
      const house = () => world().umlauf;
      const who = (visitor: Visitor | undefined): Visitor => visitor ?? assert.fail();
      const channel = () => opened(house(), who(anna), { teams: ['Frühschicht', 'Werkleitung'] });
      const called = (text: string) => `@[Mehmet](person:${who(mehmet).personId}) ${text}`;
      const told = async (channelId: string): Promise<number> => {
        await settled(world(), channelId);
        world().clock.advance(minuteMs);
        return (await gotAt(service, device, channelId)).length;
      };
      const edit = async (channelId: string, seq: number, text: string): Promise<void> => {
        const answer = await who(anna).call('PATCH', `/channels/${channelId}/messages/${seq}`, { text });
        assert.equal(answer.status, 200, answer.text);
      };

      before(async () => {
        world().clock.setTo(noon);
        [anna, mehmet] = [await world().signIn('anna'), await world().signIn('m.aydogan')];
        device = await turnOnNotices(who(mehmet), service, world().dataDir);
      });

      it('tells him once for each of them, also when he is called in them in turn', async () => {
        const channelId = await channel();
        const [one, two] = [
          await say(who(anna), channelId, 'Tor 2'),
          await say(who(anna), channelId, 'Tor 3'),
        ];
        const pushes: number[] = [];
        for (const [calling, other] of [
          [one, two],
          [two, one],
          [one, two],
          [two, one],
        ] as const) {
          await edit(channelId, other.seq, `klemmt ${pushes.length}`);
          await edit(channelId, calling.seq, called(`klemmt ${pushes.length}`));
          pushes.push(await told(channelId));
        }
        assert.deepEqual(pushes, [1, 2, 2, 2]);
      });

      it('does not tell him again of what he knows by one that he may not see', async () => {
        const channelId = await channel();
        const before = await say(who(anna), channelId, 'Ohne ihn.');
        await leave(house(), 'm.aydogan', 'Frühschicht');
        await join(house(), 'm.aydogan', 'Frühschicht');
        await say(who(anna), channelId, called('willkommen.'));
        assert.equal(await told(channelId), 1);
        await edit(channelId, before.seq, called('mit ihm.'));
        assert.equal(await told(channelId), 1);
      });

      it('calls and tells nobody where nobody but those in it can read what is said', async () => {
        const channelId = await channel();
        await house().transaction((tx) =>
          tx('channels').where({ id: channelId }).update({ content: 'sealed' }),
        );
        const said = await say(who(anna), channelId, called('Tor 2'));
        await edit(channelId, said.seq, called('Tor 3'));
        const [edited] = await messagesFor(who(anna), channelId);
        assert.deepEqual([edited?.html, edited?.mentions], ['', []]);
        assert.equal(await told(channelId), 0);
      });

      it('tells him of it with what waits already, should that be taken back', async () => {
        const channelId = await channel();
        const above = await say(who(anna), channelId, 'Tor 2');
        const below = await say(who(anna), channelId, called('Tor 3'));
        await edit(channelId, above.seq, called('Tor 2'));
        await who(anna).call('DELETE', `/channels/${channelId}/messages/${below.seq}`);
        assert.equal(await told(channelId), 1);
      });
    },
    () => pushSettings(service),
  );
});
