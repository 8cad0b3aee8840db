import assert from 'node:assert/strict';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase(
  'A test of one’s own notices',
  (world) => {
    it('cannot be sent so often that a push service would ask all of the house to wait', async () => {
      const [ben, clara] = [await world().signIn('ben'), await world().signIn('clara')];
      for (const person of [ben, clara]) await subscribe(person);
      const statuses: number[] = [];
      for (let times = 0; times < 12; times += 1) statuses.push((await ben.post('/me/push-test')).status);
      assert.deepEqual(statuses, [...Array<number>(10).fill(303), 429, 429]);
      assert.equal((await clara.post('/me/push-test')).status, 303);
      world().clock.advance(10 * 60_000);
      assert.equal((await ben.post('/me/push-test')).status, 303);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
