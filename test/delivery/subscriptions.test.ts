import assert from 'node:assert/strict';
import { endSilentSubscriptions } from '../../server/delivery/end-silent-subscriptions.ts';
import { deleteEnded } from '../../server/delivery/subscription-store.ts';
import { released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { createGate } from '../support/gate.ts';
import { pushSettings, turnOnNotices, vapidKeyIn } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { watchWaiting } from '../support/waiting-requests.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const dayMs = 24 * 3600 * 1000;

describe('Turning notices on', function () {
  this.timeout(20_000);
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'on a device',
    (world, kind) => {
      const turnOn = (visitor: Visitor) => turnOnNotices(visitor, service, world().dataDir);
      const endpointsOf = async (visitor: Visitor): Promise<string[]> => {
        const rows = (await world()
          .umlauf.db('push_subscriptions')
          .where({ person_id: visitor.personId })) as { endpoint: string }[];
        return rows.map(({ endpoint }) => endpoint);
      };
      const again = (visitor: Visitor, { endpoint, keys }: { endpoint: string; keys: object }) =>
        visitor.call('POST', '/push-subscriptions', { endpoint, expirationTime: null, keys });

      it('again refreshes what is known', async () => {
        const ben = await world().signIn('ben');
        const device = await turnOn(ben);
        const answer = await again(ben, device);
        assert.equal(answer.status, 200);
        assert.deepEqual(answer.json, { id: device.id });
      });

      /** What this browser is subscribed with from now on. */
      const renew = async (visitor: Visitor, { id }: { id: string }): Promise<string> => {
        const applicationServerKey = await vapidKeyIn(world().dataDir);
        const renewed = await service.subscribe({ applicationServerKey });
        const answer = await again(visitor, renewed);
        assert.equal(answer.status, 200);
        assert.deepEqual(answer.json, { id }, 'one subscription for each browser');
        return renewed.endpoint;
      };
      const deliveryOf = async (id: string) =>
        (await world()
          .umlauf.db('deliveries')
          .where({ announcement_id: id })
          .select('state', 'attempts', 'subscription_id as subscriptionId')) as {
          state: string;
          attempts: number;
          subscriptionId: string;
        }[];

      it('again at a new address takes along what was on its way', async () => {
        const ben = await world().signIn('ben');
        const device = await turnOn(ben);
        await service.script({ endpoint: device.endpoint, answer: 503, times: 1 });
        const { id } = await released(await world().signIn('anna'), { people: ['ben'] });
        const own = async () => (await deliveryOf(id)).find((row) => row.subscriptionId === device.id);
        await eventually(own, (row) => row?.state === 'queued' && row.attempts === 1);
        const endpoint = await renew(ben, device);
        assert.ok((await endpointsOf(ben)).includes(endpoint));
        world().clock.advance(60_000);
        await eventually(own, (row) => row?.state === 'accepted');
        const tried = (await service.journal()).filter((push) => push.endpoint === endpoint);
        assert.equal(tried.length, 1);
      });

      it('again at a new address stays on when the old one is said to be gone', async () => {
        const murat = await world().signIn('m.aydogan');
        const device = await turnOn(murat);
        await service.script({ endpoint: device.endpoint, answer: 410, delayMs: 1000 });
        const { id } = await released(await world().signIn('anna'), { people: ['m.aydogan'] });
        await eventually(
          () => service.journal(),
          (journal) => journal.some(({ endpoint }) => endpoint === device.endpoint),
        );
        const endpoint = await renew(murat, device);
        await eventually(
          () => deliveryOf(id),
          (rows) => rows[0]?.state === 'accepted',
        );
        assert.deepEqual(await endpointsOf(murat), [endpoint]);
      });

      it('again while it is being ended stays on', async () => {
        const ben = await world().signIn('ben');
        const { id, endpoint } = await turnOn(ben);
        const waiting = watchWaiting(world().umlauf, kind);
        const before = await waiting();
        const renewed = await service.subscribe({ applicationServerKey: await vapidKeyIn(world().dataDir) });
        const [deleted, gate] = [createGate(), createGate()];
        const ending = world().umlauf.database.transaction(async (tx) => {
          await deleteEnded(tx, [{ id, endpoint }]);
          deleted.open();
          await gate.opened;
        });
        await deleted.opened;
        const answering = again(ben, renewed);
        await eventually(waiting, (count) => count > before);
        gate.open();
        await ending;
        assert.ok((await answering).status < 300);
        assert.ok((await endpointsOf(ben)).includes(renewed.endpoint));
      });

      it('pushes the one out that was longest unseen when there are more than ten', async () => {
        const endpoints: string[] = [];
        for (let count = 0; count < 11; count += 1) {
          endpoints.push((await turnOn(await world().signIn('clara'))).endpoint);
          world().clock.advance(1000);
        }
        const kept = await endpointsOf(await world().signIn('clara'));
        assert.deepEqual(kept.sort(), endpoints.slice(1).sort());
      });

      it('that another person used before hands it over', async () => {
        const [deniz, esther] = [await world().signIn('deniz'), await world().signIn('esther')];
        const device = await turnOn(deniz);
        const elsewhere = await turnOn(await world().signIn('deniz'));
        assert.equal((await again(esther, device)).status, 201);
        assert.deepEqual(await endpointsOf(esther), [device.endpoint]);
        assert.deepEqual(await endpointsOf(deniz), [elsewhere.endpoint]);

        const { id } = await released(await world().signIn('anna'), { people: ['deniz'] });
        await service.nextMessage(({ endpoint }) => endpoint === elsewhere.endpoint);
        const rows: unknown[] = await world().umlauf.db('deliveries').where({ announcement_id: id });
        assert.equal(rows.length, 1, 'nothing for deniz went to the device of esther');
      });

      it('of a program works with its token', async () => {
        const made = await (
          await world().signIn('s.sahin')
        ).post('/me/tokens', { name: 'Anzeige im Pausenraum', scope: 'write' });
        const token = /umlauf_[\w-]{43}/.exec(made.text)?.[0] ?? '';
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const subscription = await service.subscribe();
        const url = `${world().baseUrl}/api/v1/push-subscriptions`;
        assert.equal(
          (await send(url, { method: 'POST', headers, body: JSON.stringify(subscription) })).status,
          201,
        );
        assert.equal(
          (await send(url, { method: 'POST', headers, body: JSON.stringify(subscription) })).status,
          200,
        );
      });

      it('is refused on a shared computer, without the token of the page, and to whoever is signed out', async () => {
        const subscription = await service.subscribe();
        const shared = await world().signIn('ben', { shared: true });
        assert.equal((await shared.call('POST', '/push-subscriptions', subscription)).status, 403);
        const ben = await world().signIn('ben');
        assert.equal(
          (await ben.call('POST', '/push-subscriptions', subscription, { 'x-csrf-token': 'wrong' })).status,
          403,
        );
        assert.equal(
          (await ben.call('POST', '/push-subscriptions', subscription, { cookie: '' })).status,
          401,
        );
      });

      it('ends with the wish of its owner, and of nobody else', async () => {
        const [ben, clara] = [await world().signIn('ben'), await world().signIn('clara')];
        const device = await turnOn(ben);
        const path = `/push-subscriptions/${device.id}`;
        assert.equal((await clara.call('DELETE', path)).status, 404);
        assert.equal((await ben.call('DELETE', path, undefined, { 'x-csrf-token': '' })).status, 403);
        assert.equal((await ben.call('DELETE', path)).status, 204);
        assert.equal((await ben.call('DELETE', path)).status, 404);
      });

      it('ends with signing out, on this device alone, and what was on its way is not sent', async () => {
        const [here, there] = [await world().signIn('y.haddad'), await world().signIn('y.haddad')];
        const [device, other] = [await turnOn(here), await turnOn(there)];
        const anna = await world().signIn('anna');
        await service.script({ endpoint: device.endpoint, answer: 503, times: 1 });
        const { id } = await released(anna, { people: ['y.haddad'] });
        const rows = async () =>
          (await world().umlauf.db('deliveries').where({ announcement_id: id })) as {
            subscription_id: string;
            state: string;
          }[];
        const stateOf = async ({ id: subscriptionId }: { id: string }) =>
          (await rows()).find((row) => row.subscription_id === subscriptionId)?.state;
        await eventually(
          () => stateOf(device),
          (state) => state === 'queued',
        );
        await eventually(
          () => stateOf(other),
          (state) => state === 'accepted',
        );

        assert.equal((await here.post('/sign-out')).status, 303);
        assert.deepEqual(await endpointsOf(there), [other.endpoint]);
        const attempts = (await service.journal()).filter(
          ({ endpoint }) => endpoint === device.endpoint,
        ).length;
        world().clock.advance(60_000);
        await eventually(
          () => stateOf(device),
          (state) => state === 'gone',
        );
        assert.equal(
          (await service.journal()).filter(({ endpoint }) => endpoint === device.endpoint).length,
          attempts,
        );
      });

      it('ends after 90 days of silence, and what was on its way with it', async () => {
        const [quiet, heard] = [await world().signIn('h.celik'), await world().signIn('h.celik')];
        const [device, other] = [await turnOn(quiet), await turnOn(heard)];
        world().clock.advance(89 * dayMs);
        assert.equal((await again(heard, other)).status, 200);
        await endSilentSubscriptions(world().umlauf);
        assert.equal((await endpointsOf(heard)).length, 2);
        await service.script({ endpoint: device.endpoint, answer: 503 });
        await service.script({ endpoint: other.endpoint, answer: 503 });
        const deadlineAt = world().clock.now() + 10 * dayMs;
        const { id } = await released(await world().signIn('anna'), { people: ['h.celik'], deadlineAt });
        await eventually(
          () => deliveryOf(id),
          (rows) => rows.every(({ state, attempts }) => state === 'queued' && attempts === 1),
        );
        // So that the worker leaves them alone.
        await world().umlauf.database.transaction((tx) =>
          tx('deliveries').where({ announcement_id: id }).update({ next_attempt_at: deadlineAt }),
        );
        world().clock.advance(2 * dayMs);
        await endSilentSubscriptions(world().umlauf);
        assert.deepEqual(await endpointsOf(heard), [other.endpoint]);
        const states = (await deliveryOf(id)).map(({ subscriptionId, state }) => [subscriptionId, state]);
        assert.deepEqual(Object.fromEntries(states), { [device.id]: 'gone', [other.id]: 'queued' });
      });
    },
    () => pushSettings(service),
  );
});
