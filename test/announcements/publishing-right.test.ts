import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { draftFor, released } from '../support/announcing.ts';
import { join, leave } from '../support/membership.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('Who may no longer publish', (world) => {
  it('releases, edits and reminds no more, and still sees what he has released', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
    const sent = await released(anna, { teams: ['Frühschicht'] });
    await leave(world().umlauf, 'anna', 'Umlauf-Freigabe');
    const headers = { 'idempotency-key': randomUUID() };
    const calls = [
      await anna.call('POST', `/announcements/${id}/release`, undefined, headers),
      await anna.call('PATCH', `/announcements/${id}`, { title: 'Anders' }),
      await anna.call('POST', `/announcements/${id}/reach`),
      await anna.call('POST', `/announcements/${sent.id}/reminder`, undefined, headers),
      await anna.get(`/announcements/${id}/edit`),
      await anna.post(`/announcements/${id}/release`, { idempotencyKey: randomUUID() }),
    ];
    assert.deepEqual(
      calls.map(({ status }) => status),
      Array(calls.length).fill(403),
    );
    assert.equal((await anna.call('GET', `/announcements/${sent.id}/progress`)).status, 200);
    await join(world().umlauf, 'anna', 'Umlauf-Freigabe');
    assert.equal((await anna.call('POST', `/announcements/${id}/release`, undefined, headers)).status, 200);
  });
});
