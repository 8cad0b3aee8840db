import assert from 'node:assert/strict';
import { deactivatePerson } from '../../server/directory/deactivate-person.ts';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { confirm, draftFor, release, released } from '../support/announcing.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Progress = { confirmed: number; outstanding: number; left: number; recipients: number };

describeOnEachDatabase(
  'A person who leaves the house',
  (world) => {
    it('is out of everything at once: sessions, tokens, devices, teams; what he confirmed stays', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      await subscribe(ben);
      const token = await ben.post('/me/tokens', { name: 'Skript', scope: 'read' });
      assert.equal(token.status, 200, token.text);
      const confirmed = await released(anna, { teams: ['Frühschicht'] });
      const waiting = await released(anna, { teams: ['Frühschicht'] });
      assert.equal((await confirm(ben, confirmed.id)).status, 201);
      await deactivatePerson(world().umlauf, null, 'ben');
      assert.equal((await ben.call('GET', '/me')).status, 401);
      const { db } = world().umlauf;
      const own = { person_id: ben.personId };
      for (const table of ['sessions', 'devices', 'push_subscriptions', 'memberships'])
        assert.deepEqual(await db(table).where(own), [], table);
      assert.deepEqual(await db('tokens').where(own).whereNull('revoked_at'), []);
      const progressOf = async (id: string) =>
        (await anna.call('GET', `/announcements/${id}/progress`)).json as Progress;
      assert.deepEqual(
        [(await progressOf(confirmed.id)).confirmed, (await progressOf(confirmed.id)).left],
        [1, 0],
      );
      const { recipients, outstanding, left } = await progressOf(waiting.id);
      assert.deepEqual([left, outstanding], [1, recipients - 1]);
      await assert.rejects(deactivatePerson(world().umlauf, null, 'ben'), /not-found/);
    });

    it('leaves drafts and scheduled releases held, until another publisher takes over', async () => {
      const anna = await world().signIn('anna');
      const second = await world().signIn('c.oeztuerk');
      const clara = await world().signIn('clara');
      const draft = await draftFor(anna, { teams: ['Spätschicht'], title: 'Noch nicht fertig' });
      const { id } = await draftFor(anna, { teams: ['Spätschicht'], deadlineAt: null });
      const releaseAt = new Date(world().clock.now() + 1_000).toISOString();
      assert.equal((await anna.call('PATCH', `/announcements/${id}`, { releaseAt })).status, 200);
      await release(anna, id);
      const out = await released(anna, { teams: ['Spätschicht'] });
      assert.equal(
        (await second.call('POST', `/announcements/${draft.id}/takeover`)).status,
        404,
        'not held yet',
      );
      await deactivatePerson(world().umlauf, null, 'anna');
      const warning = world().log.find(({ msg }) => String(msg).includes('a sender is gone'));
      assert.equal(warning?.['level'], 40);
      world().clock.advance(5_000);
      const states = (await world()
        .umlauf.db('announcements')
        .whereIn('id', [draft.id, id, out.id])
        .whereNotNull('held_at')
        .orderBy('status')
        .pluck('status')) as string[];
      assert.deepEqual(states, ['draft', 'released', 'scheduled']);
      for (const [person, status] of [
        [clara, 404],
        [await world().signIn('deniz'), 404],
        [await world().signIn('a.kaminska'), 403],
      ] as const)
        assert.equal(
          (await person.call('POST', `/announcements/${out.id}/takeover`)).status,
          status,
          person.login,
        );
      for (const [which, status] of [
        [draft.id, 'draft'],
        [id, 'draft'],
        [out.id, 'released'],
      ] as const) {
        const taken = await second.call('POST', `/announcements/${which}/takeover`);
        assert.equal(taken.status, 200, taken.text);
        assert.equal((taken.json as { status: string }).status, status);
        assert.equal((await second.call('POST', `/announcements/${which}/takeover`)).status, 409);
      }
      assert.equal((await second.call('GET', `/announcements/${out.id}/progress`)).status, 200);
      const record = (await world()
        .umlauf.db('audit_entries')
        .where({ action: 'announcement:taken-over', subject: id })
        .first()) as { actor_id: string; details: string };
      assert.equal(record.actor_id, second.personId);
      assert.deepEqual(JSON.parse(record.details), { fromPersonId: anna.personId });
      assert.equal((await verifyAudit(world().umlauf.db)).intact, true);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
