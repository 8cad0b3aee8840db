import assert from 'node:assert/strict';
import type { ReleaseSkew } from '../../../server/delivery/skew/skew-queries.ts';
import { draftFor, release, released } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { createListeners } from '../../support/listener.ts';
import { pushSettings, turnOnNotices } from '../../support/push-devices.ts';
import { startPushService, type PushService } from '../../support/push-service/push-service.ts';
import { planQueries } from '../../support/query-plans.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

type Shown = Pick<ReleaseSkew, 'devices' | 'waiting' | 'unconfirmed'> & {
  since: string;
  firstSeconds: number;
  medianSeconds: number;
  p95Seconds: number;
  lastSeconds: number;
  byTeam: { name: string; devices: number; lastSeconds: number }[];
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const early = ['ben', 'm.aydogan', 's.sahin', 'h.celik', 'm.wojcik'];

describe('How close together a release reached the devices', () => {
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'is measured',
    (world, kind) => {
      const { connect, closeAll } = createListeners(() => world().baseUrl);
      afterEach(closeAll);
      let anna: Visitor;
      before(async () => {
        anna = await world().signIn('anna');
        await anna.post('/me/language', { language: 'en' });
      });
      const skewOf = async (id: string): Promise<Shown | null> => {
        const { json } = await anna.call('GET', `/announcements/${id}/progress`);
        return (json as { skew: Shown | null }).skew;
      };
      const pageOf = async (id: string) => (await anna.get(`/announcements/${id}/progress`)).text;

      it('from the planned instant, once all is settled or ten minutes are over, and once more for the rest', async () => {
        const people = [...early, 'clara', 'y.haddad'];
        const devices = new Map<string, { id: string; endpoint: string }>();
        for (const login of people)
          devices.set(login, await turnOnNotices(await world().signIn(login), service, world().dataDir));
        const stubborn = devices.get('y.haddad')?.endpoint ?? '';
        await service.script({ endpoint: stubborn, answer: 503 });
        const { id } = await draftFor(anna, { people, deadlineAt: world().clock.now() + 9 * dayMs });
        const plannedAt = world().clock.now() + dayMs;
        await anna.call('PATCH', `/announcements/${id}`, { releaseAt: new Date(plannedAt).toISOString() });
        assert.equal((await release(anna, id)).status, 'scheduled');
        await world().umlauf.transaction((tx) =>
          tx('push_subscriptions')
            .where({ id: devices.get('clara')?.id ?? '' })
            .update({ last_seen_at: plannedAt - 14 * dayMs }),
        );
        world().clock.setTo(plannedAt);
        const counted = async () => {
          const { json } = await anna.call('GET', `/announcements/${id}/progress`);
          return (json as { deliveries: Record<string, number> }).deliveries;
        };
        await eventually(counted, ({ accepted, queued }) => accepted === 6 && queued === 1);
        assert.equal(await skewOf(id), null);
        assert.match(await pageOf(id), /is measured when all is settled, after ten minutes at the latest/);

        world().clock.advance(10 * minuteMs);
        const measured = await eventually(() => skewOf(id), Boolean);
        assert.ok(measured);
        assert.deepEqual([measured.devices, measured.waiting, measured.unconfirmed], [6, 1, 1]);
        assert.equal(Date.parse(measured.since), plannedAt);
        const { firstSeconds, medianSeconds, p95Seconds, lastSeconds } = measured;
        const inOrder = [0, firstSeconds, medianSeconds, p95Seconds, lastSeconds, 5];
        assert.deepEqual(
          inOrder,
          inOrder.toSorted((one, other) => one - other),
        );
        const page = await pageOf(id);
        assert.match(page, /Not everybody heard it at once\.<\/strong> Half within/);
        assert.match(page, /From the planned time until/);
        assert.match(page, /Not counted: 1 device still being tried/);
        assert.match(page, /1 of the devices had not been heard of for 14 days: it may no longer be in use/);

        await service.script({ endpoint: stubborn, answer: 201 });
        world().clock.advance(20 * minuteMs);
        const whole = await eventually(
          () => skewOf(id),
          (skew) => skew?.waiting === 0,
        );
        assert.ok(whole && whole.lastSeconds > 20 * 60 && whole.medianSeconds === medianSeconds);
        assert.equal(whole.devices, 7);
        assert.deepEqual(
          whole.byTeam.map(({ name, devices: count }) => [name, count]),
          [['Frühschicht', 5]],
        );
        assert.match(await pageOf(id), /the last after \d\d(\.\d)?\u00a0min/);
      });

      it('and its sender, who looks on, is told so', async () => {
        const { id } = await released(anna, { people: ['ben'], deadlineAt: null });
        await eventually(() => skewOf(id), Boolean);
        const follower = await connect(await world().signIn('anna'));
        await follower.follow(id);
        await follower.hears('acknowledgement:counted');
        const before = follower.of('delivery:counted').length;
        await world().umlauf.transaction((tx) => tx('release_skews').where({ announcement_id: id }).delete());
        assert.deepEqual(await follower.hears('delivery:counted', before + 1), { announcementId: id });
        assert.ok(await skewOf(id));
      });

      it('in a few words while it is still fresh, through no large table', async () => {
        const { id } = await released(anna, { teams: ['Frühschicht'], deadlineAt: null });
        await eventually(() => skewOf(id), Boolean);
        assert.match(await pageOf(id), /Nobody heard it second-hand\.<\/strong> Half within 0\.\d\u00a0s/);
        await world().umlauf.transaction((tx) => tx('release_skews').where({ announcement_id: id }).delete());
        const plans = await planQueries(world().umlauf, kind, () => eventually(() => skewOf(id), Boolean));
        assert.ok(plans.some(({ sql }) => sql.includes('.`state` in') || sql.includes('."state" in')));
        for (const { sql, plan } of plans)
          assert.doesNotMatch(plan, /(SCAN|Seq Scan on) (deliveries|recipients|push_subscriptions)/, sql);
      });
    },
    () => pushSettings(service),
  );
});
