import assert from 'node:assert/strict';
import { mayTellAt } from '../../server/channels/notices/notice.ts';
import { countPending } from '../../server/delivery/delivery-queries.ts';
import { gotAt, noticesOf, settled } from '../support/channel-notices.ts';
import { opened, say } from '../support/chatting.ts';
import { eventually } from '../support/eventually.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import {
  startPushService,
  type IssuedSubscription,
  type PushService,
} from '../support/push-service/push-service.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const house = { quietHours: { from: '20:00', to: '06:00' }, timeZone: 'Europe/Berlin' };
const toldAt = (at: string, chosen: string | null = null, of = house): string =>
  new Date(mayTellAt(Date.parse(at), chosen, of)).toISOString().slice(0, 16);

describe('Quiet hours in channels', () => {
  it('are those of the house, until somebody chooses own ones or none', () => {
    assert.equal(toldAt('2026-12-08T18:59Z'), '2026-12-08T18:59');
    assert.equal(toldAt('2026-12-08T19:00Z'), '2026-12-09T05:00');
    assert.equal(toldAt('2026-12-09T05:00Z'), '2026-12-09T05:00');
    assert.equal(toldAt('2026-12-08T19:00Z', 'none'), '2026-12-08T19:00');
    assert.equal(
      toldAt('2026-12-08T12:00Z', '12:30-22:00'),
      '2026-12-08T21:00',
      'for whoever works at night',
    );
    assert.equal(
      toldAt('2026-12-08T19:00Z', null, { ...house, quietHours: null as never }),
      '2026-12-08T19:00',
    );
  });

  it('end by the clocks of the house, also in the nights in which these change', () => {
    assert.equal(toldAt('2027-03-27T22:00Z'), '2027-03-28T04:00');
    assert.equal(toldAt('2027-10-30T21:00Z'), '2027-10-31T05:00');
    assert.equal(toldAt('2027-03-27T22:00Z', '22:00-02:30'), '2027-03-28T01:00', 'there is no half past two');
    assert.equal(toldAt('2027-10-30T21:00Z', '22:00-02:30'), '2027-10-31T00:30', 'the first of two');
  });
});

describe('What is said in the quiet hours', function () {
  this.timeout(40_000);
  const [evening, morning] = [Date.parse('2026-12-08T21:00Z'), Date.parse('2026-12-09T05:00Z')];
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'of a person',
    (world) => {
      let anna: Visitor;
      let ben: Visitor;
      let device: IssuedSubscription;
      const umlauf = () => world().umlauf;
      const choose = (quiet: string, from = '', to = '') => ben.post('/me/quiet-hours', { quiet, from, to });
      const got = async (channelId: string) => (await gotAt(service, device, channelId)).length;

      before(async () => {
        [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
        device = await turnOnNotices(ben, service, world().dataDir);
      });
      beforeEach(async () => {
        world().clock.setTo(evening);
        await choose('house');
        await service.reset();
      });
      const channel = async () => {
        const channelId = await opened(umlauf(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
        await ben.call('PUT', `/channels/${channelId}/notices`, { notices: 'all' });
        return channelId;
      };
      const putOff = (channelId: string) => {
        world().clock.advance(2000);
        umlauf().nudgeDelivery();
        return eventually(
          () => noticesOf(world(), channelId),
          ([row]) => row?.state === 'queued' && row.nextAttemptAt > world().clock.now() + 3_600_000,
        );
      };

      it('waits for their end, and then comes as one notice', async () => {
        const channelId = await channel();
        await say(anna, channelId, 'Wer hat den Schlüssel?');
        const [waiting] = await putOff(channelId);
        assert.equal(waiting?.nextAttemptAt, morning);
        assert.equal(await countPending(umlauf().db, world().clock.now()), 0, 'nothing is late');
        world().clock.advance(2 * 3_600_000);
        await say(anna, channelId, 'Hat sich erledigt.');
        assert.deepEqual(
          (await noticesOf(world(), channelId)).map(({ nextAttemptAt }) => nextAttemptAt),
          [morning],
        );
        world().clock.setTo(morning);
        assert.equal((await settled(world(), channelId))[0]?.state, 'accepted');
        const [message] = await gotAt(service, device, channelId);
        assert.equal(await got(channelId), 1);
        assert.ok(Number(message?.ttl) > 4 * 3600 - 60, 'it lives from then on');
      });

      it('is not told in the morning to whoever has read it at night', async () => {
        const channelId = await channel();
        const { seq } = await say(anna, channelId, 'Wer hat den Schlüssel?');
        await putOff(channelId);
        await ben.call('PUT', `/channels/${channelId}/read`, { seq });
        world().clock.setTo(morning);
        assert.equal((await settled(world(), channelId))[0]?.state, 'expired');
        assert.equal(await got(channelId), 0);
      });

      it('comes at once where he has none, also what waits already when he chooses so', async () => {
        const channelId = await channel();
        await say(anna, channelId, 'Wer hat den Schlüssel?');
        await putOff(channelId);
        assert.equal((await choose('none')).status, 303);
        assert.equal((await settled(world(), channelId))[0]?.state, 'accepted');
        assert.equal(await got(channelId), 1);
      });

      it('is what he says that they are, and half of a time is none', async () => {
        assert.equal((await choose('own', '22:30', '04:15')).headers.get('location')?.slice(0, 3), '/me');
        assert.match((await ben.get('/me')).text, /value="22:30"[^]*value="04:15"/);
        for (const [from, to] of [
          ['22:30', ''],
          ['22:30', '22:30'],
          ['25:00', '04:00'],
        ] as const)
          assert.equal((await choose('own', from, to)).status, 422, `${from} ${to}`);
        const channelId = await channel();
        await say(anna, channelId, 'Noch ist es hell.');
        assert.equal(
          (await settled(world(), channelId))[0]?.state,
          'accepted',
          'not quiet before half past ten',
        );
      });

      it('leaves the language and the shortcuts as they are, and is changed by no foreign page', async () => {
        await ben.post('/me/language', { language: 'nl' });
        await choose('own', '21:00', '05:00');
        assert.match((await ben.get('/me')).text, /<html[^>]* lang="nl"/);
        const foreign = await ben.post('/me/quiet-hours', { quiet: 'none', _csrf: 'x' });
        assert.equal(foreign.status, 403);
        assert.match((await ben.get('/me')).text, /value="own" checked/);
      });
    },
    () => pushSettings(service),
  );
});
