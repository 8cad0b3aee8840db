import assert from 'node:assert/strict';
import { draftFor, released } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Entry = { actor_id: string; subject: string; details: string };

describeOnEachDatabase('A draft that is thrown away', (world) => {
  const rowsOf = async (id: string): Promise<number> => {
    const { db } = world().umlauf;
    const found = await db('announcements').where({ id }).select('id');
    const texts = await db('announcement_versions').where({ announcement_id: id }).select('version');
    return found.length + texts.length;
  };

  it('is gone, text and all, and only the record knows that there was one', async () => {
    const anna = await world().signIn('anna');
    const { id, number } = await draftFor(anna, { title: 'Doch nicht', people: ['ben'] });
    const answer = await anna.call('DELETE', `/announcements/${id}`);
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.equal(await rowsOf(id), 0);
    assert.equal((await anna.get(`/announcements/${id}/edit`)).status, 404);
    const entries = (await world()
      .umlauf.db('audit_entries')
      .where({ action: 'announcement:discarded' })) as Entry[];
    const last = entries.at(-1);
    assert.deepEqual([last?.actor_id, last?.subject], [anna.personId, id]);
    assert.deepEqual(JSON.parse(last?.details ?? ''), { number });
    assert.equal((await anna.call('DELETE', `/announcements/${id}`)).status, 404, 'a second time');
  });

  it('is thrown away on its page, which leads back to the list', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { title: 'Entwurf für den Papierkorb', people: ['ben'] });
    assert.match((await anna.get('/announcements')).text, /Entwurf für den Papierkorb/);
    assert.match((await anna.get(`/announcements/${id}/edit`)).text, /form="discard-form"/);
    const answer = await anna.post(`/announcements/${id}/deletion`);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/announcements']);
    assert.doesNotMatch((await anna.get('/announcements')).text, /Entwurf für den Papierkorb/);
  });

  it('must be one’s own', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { people: ['ben', 'm.wojcik'] });
    for (const login of ['ben', 'm.wojcik', 'clara', 'deniz']) {
      const other = await world().signIn(login);
      assert.equal((await other.call('DELETE', `/announcements/${id}`)).status, 404, login);
      assert.equal((await other.post(`/announcements/${id}/deletion`)).status, 404, login);
    }
    assert.equal(await rowsOf(id), 2);
  });

  it('takes the token of the page', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { people: ['ben'] });
    assert.equal((await anna.post(`/announcements/${id}/deletion`, { _csrf: '' })).status, 403);
    const call = await anna.call('DELETE', `/announcements/${id}`, undefined, { 'x-csrf-token': '' });
    assert.equal(call.status, 403);
    assert.equal(await rowsOf(id), 2);
  });

  it('was never released: what has been stays', async () => {
    const anna = await world().signIn('anna');
    const ben = await world().signIn('ben');
    const { id } = await released(anna, { people: ['ben'] });
    assert.equal((await anna.call('DELETE', `/announcements/${id}`)).status, 409);
    const page = await anna.post(`/announcements/${id}/deletion`);
    assert.equal(page.status, 409);
    assert.match(page.text, /freigegeben/);
    assert.equal((await ben.call('DELETE', `/announcements/${id}`)).status, 403, 'a recipient');
    assert.equal((await ben.get(`/announcements/${id}`)).status, 200);
  });
});
