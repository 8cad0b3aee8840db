import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { draftFor } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';
import { saveQuietly, stateIn } from '../support/write-form.ts';

describeOnEachDatabase('A draft that is open in two windows', (world) => {
  async function openTwice(anna: Visitor, id: string): Promise<string> {
    return stateIn((await anna.get(`/announcements/${id}/release`)).text);
  }

  it('does not lose in silence what the other window has saved', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], title: 'Tor 4' });
    const updatedAt = await openTwice(anna, id);
    const save = (title: string, state: string) =>
      anna.post(`/announcements/${id}/draft`, { title, body: 'Text', updatedAt: state, intent: 'save' });
    assert.equal((await save('Tor 5', updatedAt)).status, 303);
    const late = await save('Tor 6', updatedAt);
    assert.equal(late.status, 409);
    assert.match(late.text, /Tor 6/, 'what was typed is kept');
    assert.equal(
      (await save('Tor 6', stateIn(late.text))).status,
      303,
      'and can be saved after a second look',
    );
  });

  it('is not overwritten by a form that was refused for another reason meanwhile', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], title: 'Tor 4' });
    const updatedAt = await openTwice(anna, id);
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { title: 'Tor 5' })).status, 200);
    const wrong = { title: 'Tor 6', deadlineAt: '2027-03-28T02:30', updatedAt };
    const refused = await anna.post(`/announcements/${id}/draft`, wrong);
    assert.equal(refused.status, 422);
    const mended = { title: 'Tor 6', updatedAt: stateIn(refused.text) };
    assert.equal((await anna.post(`/announcements/${id}/draft`, mended)).status, 409);
    const quietly = await saveQuietly(anna, `/announcements/${id}/draft`, wrong);
    assert.equal((quietly.json as { updatedAt: number | null }).updatedAt, null);
  });

  it('is not released in a state that its sender was not shown', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], title: 'Tor 4' });
    const updatedAt = await openTwice(anna, id);
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { title: 'Tor 7' })).status, 200);
    const fields = { idempotencyKey: randomUUID(), updatedAt };
    const refused = await anna.post(`/announcements/${id}/release`, fields);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /Tor\u00a07/);
    const { json } = await anna.call('GET', `/announcements/${id}`);
    assert.equal((json as { status: string }).status, 'draft');
    const again = { idempotencyKey: randomUUID(), updatedAt: stateIn(refused.text) };
    assert.equal((await anna.post(`/announcements/${id}/release`, again)).status, 303);
  });
});
