import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { confirmAnnouncement } from '../server/acknowledgements/confirm-announcement.ts';
import { releaseAnnouncement } from '../server/announcements/release-announcement.ts';
import { openHouse } from '../server/open-house.ts';
import { endDevice } from '../server/sign-in/end-device.ts';
import { findActor } from '../server/sign-in/find-actor.ts';
import { revokeToken } from '../server/sign-in/revoke-token.ts';
import type { Actor } from '../server/sign-in/actor.ts';
import type { House } from '../server/umlauf.ts';
import { draftFor, released } from './support/announcing.ts';
import { eventually } from './support/eventually.ts';
import { closes, createListeners } from './support/listener.ts';
import { join } from './support/membership.ts';
import { makeToken } from './support/tokens.ts';
import type { Visitor } from './support/visitor.ts';
import { describeOnEachDatabase } from './support/world.ts';

const soonMs = 2000;

describeOnEachDatabase(
  'What another process does on the same database is told here within two seconds',
  (world) => {
    let other: House;
    const { connect, closeAll } = createListeners(() => world().baseUrl);
    before(async () => {
      const { config, clock, log } = world().umlauf;
      other = await openHouse(config, clock, log);
    });
    after(async () => {
      closeAll();
      await other.database.close();
    });
    const actorOf = async ({ cookie }: Visitor): Promise<Actor> => {
      const found = await findActor(other, { cookie }, null);
      assert.ok(found);
      return found.actor;
    };

    it('a release', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const listener = await connect({ cookie: ben.cookie });
      const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
      const request = { idempotencyKey: randomUUID(), expectedRecipients: null, expectedUpdatedAt: null };
      await releaseAnnouncement(other, await actorOf(anna), id, request);
      const heard = (await listener.hears('announcement:released', 1, soonMs)) as { id: string };
      assert.equal(heard.id, id);
    });

    it('a confirmation', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const { id } = await released(anna, { people: ['ben'] });
      const listener = await connect({ cookie: anna.cookie });
      await listener.follow(id);
      const confirmation = { version: 1, clientAckId: randomUUID(), claimedAt: null };
      await confirmAnnouncement(other, await actorOf(ben), id, confirmation);
      await eventually(
        () => listener.of('acknowledgement:counted').at(-1) as { confirmed: number } | undefined,
        (last) => last?.confirmed === 1,
        soonMs,
      );
    });

    it('a change of membership', async () => {
      const listener = await connect({ cookie: (await world().signIn('clara')).cookie });
      await join(other, 'clara', 'Montage');
      assert.deepEqual(await listener.hears('membership:changed', 1, soonMs), {});
    });

    it('the end of a device, with its connection', async () => {
      const ben = await world().signIn('ben');
      const listener = await connect({ cookie: ben.cookie });
      const actor = await actorOf(ben);
      await endDevice(other, actor, actor.session?.deviceId ?? '', 'ended');
      assert.deepEqual(await listener.hears('session:ended', 1, soonMs), { reason: 'ended' });
      await closes(listener, soonMs);
      assert.equal((await ben.call('GET', '/me')).status, 401);
    });

    it('the revocation of a token, with its connections', async () => {
      const { secret, id } = await makeToken(await world().signIn('deniz'), 'Anzeige', 'read');
      const listener = await connect({ token: secret });
      await revokeToken(other, null, id, null);
      assert.deepEqual(await listener.hears('session:ended', 1, soonMs), { reason: 'ended' });
      await closes(listener, soonMs);
    });
  },
);
