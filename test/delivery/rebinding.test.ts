import assert from 'node:assert/strict';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { createDial } from '../../server/delivery/push/dial.ts';
import { released } from '../support/announcing.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { eventually } from '../support/eventually.ts';
import { Subscriptions } from '../support/push-service/subscriptions.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const host = 'push.rebinding.example';
type Found = (error: null, addresses: { address: string; family: number }[]) => void;
type Row = { state: string; last_error: string | null };

describe('A push service whose name leads elsewhere by the time of sending (T03)', () => {
  const usual = dns.lookup;
  let canary: Canary;
  let address: string;
  let asked = 0;

  // The resolver of the machine stands in for a name server of the attacker's.
  before(async () => {
    canary = await startCanary();
    const lookup = (name: string, options: object, done: Found): void => {
      if (name !== host) {
        usual(name, options as dns.LookupAllOptions, done as never);
        return;
      }
      asked += 1;
      done(null, [{ address, family: 4 }]);
    };
    Object.assign(dns, { lookup });
    syncBuiltinESMExports();
  });
  after(async () => {
    Object.assign(dns, { lookup: usual });
    syncBuiltinESMExports();
    await canary.stop();
  });

  describeOnEachDatabase(
    'after a subscription was taken',
    (world) => {
      it('is not called inside the house, and the row says why', async () => {
        address = '192.88.99.1';
        const ben = await world().signIn('ben');
        const subscription = new Subscriptions(`https://${host}`).issue(null);
        assert.equal((await ben.call('POST', '/push-subscriptions', subscription)).status, 201);
        [address, asked] = ['127.0.0.1', 0];
        const { id } = await released(await world().signIn('anna'), { people: ['ben'] });
        const row = await eventually(
          async () => (await world().umlauf.db('deliveries').where({ announcement_id: id }).first()) as Row,
          ({ last_error }) => last_error !== null,
        );
        assert.deepEqual([row.state, row.last_error], ['queued', 'ENOTPUBLIC']);
        assert.ok(asked > 0, 'asked at the moment of sending');
      });
    },
    () => ({ PUSH_ALLOWED_HOSTS: host }),
  );

  it('is not connected to on the very port at which somebody listens, unless host and port are listed', async () => {
    address = '127.0.0.1';
    const dial = createDial({ ca: null, proxy: null });
    const url = new URL(`https://${host}:${canary.port}/push/1`);
    const call = (mayBePrivate: boolean) =>
      dial({ url, host: url.host, mayBePrivate }, ['h2'], new AbortController().signal);
    await assert.rejects(call(false), { code: 'ENOTPUBLIC' });
    assert.equal(canary.connections(), 0);
    await assert.rejects(call(true));
    assert.equal(canary.connections(), 1, 'the listener would have heard it');
  });
});
