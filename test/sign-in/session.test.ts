import assert from 'node:assert/strict';
import { endExpiredAccess } from '../../server/sign-in/end-expired-access.ts';
import { touchSession, type SessionRow } from '../../server/sign-in/session-store.ts';
import type { Db } from '../../server/platform/db/database.ts';
import { eventually } from '../support/eventually.ts';
import { createGate } from '../support/gate.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [hourMs, dayMs] = [3_600_000, 24 * 3_600_000];
const isIn = async (person: Visitor): Promise<boolean> => (await person.call('GET', '/me')).status === 200;

async function waitingForLocks(db: Db): Promise<number> {
  const waiting = db('pg_stat_activity').whereRaw(
    "datname = current_database() and wait_event_type = 'Lock'",
  );
  return ((await waiting) as object[]).length;
}

describeOnEachDatabase(
  'A session',
  (world, kind) => {
    const cookiesAtSignIn = async (fields: Record<string, string>) =>
      (
        await send(`${world().baseUrl}/sign-in`, { method: 'POST', body: new URLSearchParams(fields) })
      ).headers.getSetCookie();
    const subscriptionsOf = async ({ personId }: Visitor) =>
      (await world().umlauf.db('push_subscriptions').where({ person_id: personId })).length;

    it('on a device of one’s own lasts 90 days without use, and each use renews it', async () => {
      const [ben, mehmet] = [await world().signIn('ben'), await world().signIn('m.aydogan')];
      world().clock.advance(90 * dayMs - hourMs);
      const used = await ben.get('/');
      assert.equal(used.status, 200);
      const renewed = used.headers.getSetCookie().find((line) => line.startsWith('umlauf='));
      assert.match(renewed ?? '', /Max-Age=7776000/);
      world().clock.advance(hourMs);
      assert.equal(await isIn(mehmet), false);
      world().clock.advance(90 * dayMs - 2 * hourMs);
      assert.equal(await isIn(ben), true);
      world().clock.advance(90 * dayMs);
      assert.equal(await isIn(ben), false);
      assert.equal((await ben.get('/me')).headers.get('location'), '/sign-in?returnTo=%2Fme');
    });

    it('on a shared computer lasts exactly eight hours, used or not', async () => {
      const clara = await world().signIn('clara', { shared: true });
      for (let hour = 0; hour < 7; hour += 1) {
        world().clock.advance(hourMs);
        assert.equal(await isIn(clara), true);
      }
      world().clock.advance(hourMs - 1000);
      assert.equal(await isIn(clara), true);
      world().clock.advance(1000);
      assert.equal(await isIn(clara), false);
    });

    it('on a shared computer ends with the browser, and keeps and takes no push', async () => {
      const cookies = await cookiesAtSignIn({ login: 'clara', shared: '1' });
      const session = cookies.find((line) => line.startsWith('umlauf='));
      assert.ok(session !== undefined && !/Max-Age|Expires/i.test(session));
      assert.match(session, /; HttpOnly; SameSite=Lax$/);
      assert.ok(
        cookies.some((line) => /^umlauf-device=;/.test(line)),
        'the browser is not remembered',
      );
      const clara = await world().signIn('clara', { shared: true });
      const refused = await clara.call('POST', '/push-subscriptions', {
        ...{ endpoint: `https://${deafPushHost}/push/x`, keys: { p256dh: 'x', auth: 'x' } },
      });
      assert.equal(refused.status, 403);
    });

    it('that has run out is swept away, and its device keeps its push', async () => {
      const ben = await world().signIn('ben');
      await subscribe(ben);
      world().clock.advance(90 * dayMs);
      await endExpiredAccess(world().umlauf);
      assert.equal((await world().umlauf.db('sessions').where({ person_id: ben.personId })).length, 0);
      assert.equal(await subscriptionsOf(ben), 1);
    });

    it('that is renewed while what has run out is swept away stays', async () => {
      const [ben, gone] = [await world().signIn('ben'), await world().signIn('clara')];
      world().clock.advance(91 * dayMs);
      const { umlauf } = world();
      const [own] = (await umlauf.db('sessions').where({ person_id: ben.personId })) as SessionRow[];
      assert.ok(own);
      const [touched, seen] = [createGate(), createGate()];
      const renewing = umlauf.transaction(async (tx) => {
        const now = umlauf.clock.now();
        await touchSession(tx, own.secret_hash, now, now + dayMs);
        touched.open();
        await seen.opened;
      });
      await touched.opened;
      const sweeping = endExpiredAccess(umlauf);
      if (kind === 'PostgreSQL') await eventually(() => waitingForLocks(umlauf.db), Boolean);
      seen.open();
      await Promise.all([renewing, sweeping]);
      assert.deepEqual([await isIn(ben), await isIn(gone)], [true, false]);
      const changes = (await umlauf.db('change_feed').where({ kind: 'session:ended' })) as {
        payload: string;
      }[];
      assert.ok(changes.every(({ payload }) => !payload.includes(own.secret_hash)));
    });

    it('ends with its device, which its owner alone ends, and the push with it', async () => {
      const [phone, office] = [await world().signIn('s.sahin'), await world().signIn('s.sahin')];
      const clara = await world().signIn('clara');
      await subscribe(phone);
      const row = (await world()
        .umlauf.db('push_subscriptions')
        .where({ person_id: phone.personId })
        .first()) as {
        device_id: string;
      };
      const path = `/me/devices/${row.device_id}/end`;
      assert.equal((await clara.post(path)).status, 404);
      assert.equal((await office.post(path)).status, 303);
      assert.deepEqual(
        [await isIn(phone), await isIn(office), await subscriptionsOf(phone)],
        [false, true, 0],
      );
    });

    it('ends on signing out, with the push of the device and all that the browser kept', async () => {
      const ben = await world().signIn('ben');
      await world().umlauf.database.transaction((tx) => tx('push_subscriptions').delete());
      await subscribe(ben);
      const answer = await ben.post('/sign-out');
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/sign-in']);
      assert.equal(answer.headers.get('clear-site-data'), '"cache", "storage"');
      assert.ok(answer.headers.getSetCookie().every((line) => /^umlauf(-device)?=;/.test(line)));
      assert.deepEqual([await isIn(ben), await subscriptionsOf(ben)], [false, 0]);
    });

    it('ends when another person signs in on that browser, and so does the former’s push', async () => {
      const ben = await world().signIn('ben');
      await subscribe(ben);
      const elsewhere = await world().signIn('ben');
      const clara = await world().signIn('clara', { cookie: ben.cookie });
      assert.deepEqual([await isIn(ben), await isIn(clara), await isIn(elsewhere)], [false, true, true]);
      assert.equal(await subscriptionsOf(ben), 0);
    });

    it('of the same person on the same browser takes the place of the old one, and the push stays', async () => {
      const before = await world().signIn('ben');
      await subscribe(before);
      const now = await world().signIn('ben', { cookie: before.cookie });
      assert.deepEqual([await isIn(before), await isIn(now), await subscriptionsOf(now)], [false, true, 1]);
    });

    it('on what was one’s own device and is shared from now on ends the push of that device', async () => {
      const before = await world().signIn('m.aydogan');
      await subscribe(before);
      const now = await world().signIn('m.aydogan', { cookie: before.cookie, shared: true });
      assert.deepEqual([await isIn(before), await isIn(now), await subscriptionsOf(now)], [false, true, 0]);
    });

    it('is opened by nobody unknown', async () => {
      for (const login of ['', 'nobody', 'BEN', "ben' --"]) {
        const body = new URLSearchParams({ login });
        const answer = await send(`${world().baseUrl}/sign-in`, { method: 'POST', body });
        assert.deepEqual([answer.status, answer.headers.getSetCookie()], [401, []], login);
      }
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
