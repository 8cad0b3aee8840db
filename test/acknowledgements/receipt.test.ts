import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { released } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('The receipt of a confirmation by page', (world) => {
  it('shows the version and the check value, and can be saved', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const { id, number, contentHash } = await released(anna, {
      teams: ['Frühschicht'],
      title: 'Brandschutz',
    });
    const path = `/announcements/${id}/acknowledgement`;
    assert.equal((await ben.get(path)).status, 404, 'there is none before');

    const clientAckId = randomUUID();
    const answer = await ben.post(path, { version: '1', clientAckId });
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/announcements/${id}`]);

    const page = await ben.get(path);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    const checkValue = (contentHash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join(' ');
    assert.match(checkValue, /^[0-9A-F]{4}( [0-9A-F]{4}){3}$/);
    const words = page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    for (const part of [checkValue, number, 'Brandschutz', 'Ben Yıldız', 'Fassung 1'])
      assert.ok(words.includes(part), part);

    const saved = await ben.get(`${path}.json`);
    assert.equal(saved.headers.get('content-disposition'), `attachment; filename=umlauf-${number}.json`);
    assert.equal(saved.headers.get('cache-control'), 'no-store');
    assert.deepEqual(saved.json, (await ben.call('GET', `/announcements/${id}/acknowledgement`)).json);
  });

  it('is only his own: a colleague who has not confirmed has none, the sender neither', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const colleague = await world().signIn('m.aydogan');
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    await ben.post(`/announcements/${id}/acknowledgement`, { version: '1', clientAckId: randomUUID() });
    for (const other of [colleague, anna]) {
      assert.equal((await other.get(`/announcements/${id}/acknowledgement`)).status, 404);
      assert.equal((await other.get(`/announcements/${id}/acknowledgement.json`)).status, 404);
    }
  });
});
