import assert from 'node:assert/strict';
import { draftFor, teamId } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';
import { saveQuietly, stateIn } from '../support/write-form.ts';

type Saved = { path: string; updatedAt: number; said: string; hints: Record<string, string> };
type NotSaved = { reason: string; field: string | null; sentence: string; updatedAt: number | null };

describeOnEachDatabase('A draft that the page saves by itself', (world) => {
  let anna: Visitor;
  before(async () => {
    anna = await world().signIn('anna');
  });

  it('is created by the first saving and changed by the next', async () => {
    const first = await saveQuietly(anna, '/announcements', { title: 'Tor 4', body: 'Te' });
    assert.equal(first.status, 200, first.text);
    const saved = first.json as Saved;
    assert.match(saved.path, /^\/announcements\/\w{32}$/);
    assert.match(saved.said, /^Entwurf gesichert heute, \d\d:\d\d\sUhr$/);
    const fields = { title: 'Tor 4', body: 'Text', updatedAt: String(saved.updatedAt) };
    const next = await saveQuietly(anna, `${saved.path}/draft`, fields);
    assert.equal((next.json as Saved).path, saved.path);
    assert.ok((next.json as Saved).updatedAt > saved.updatedAt);
    const { json } = await anna.call('GET', saved.path);
    assert.equal((json as { body: string }).body, 'Text');
  });

  it('is refused in a few words, with what stands there now', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], title: 'Tor 4' });
    const path = `/announcements/${id}/draft`;
    const state = stateIn((await anna.get(`/announcements/${id}/edit`)).text);
    await anna.call('PATCH', `/announcements/${id}`, { title: 'Tor 5' });
    const conflict = await saveQuietly(anna, path, { title: 'Tor 6', updatedAt: state });
    assert.equal(conflict.status, 409);
    const { reason, sentence, updatedAt } = conflict.json as NotSaved;
    assert.equal(reason, 'draft-changed');
    assert.match(sentence, /in einem anderen Fenster geändert/);
    const again = await saveQuietly(anna, path, { title: 'Tor 6', updatedAt: String(updatedAt) });
    assert.equal(again.status, 200, 'after a second look');

    const typed = { title: 'Tor 6', deadlineAt: '2020-01-01T10:00' };
    const wrong = await saveQuietly(anna, path, typed);
    assert.equal(wrong.status, 422);
    assert.deepEqual((wrong.json as NotSaved).field, 'deadlineAt');
    assert.equal((await saveQuietly(anna, path, { title: ' ' })).status, 422);
  });

  it('is one’s own, and takes the token of the page', async () => {
    const { id } = await draftFor(anna, { people: ['ben', 'm.wojcik'] });
    const path = `/announcements/${id}/draft`;
    for (const login of ['ben', 'm.wojcik'])
      assert.equal((await saveQuietly(await world().signIn(login), path, { title: 'x' })).status, 404, login);
    assert.equal((await saveQuietly(anna, path, { title: 'x', _csrf: '' })).status, 403);
    const { json } = await anna.call('GET', `/announcements/${id}`);
    assert.notEqual((json as { title: string }).title, 'x');
  });

  it('is never what was scheduled or waits for a second person: its page saves that only when told to', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], deadlineAt: null });
    const fields = { title: 'Probe', body: 'Text', teams: await teamId(anna, 'Frühschicht') };
    assert.match((await anna.get(`/announcements/${id}/edit`)).text, / data-autosave/);
    const releaseAt = new Date(world().clock.now() + 3600 * 1000).toISOString();
    await anna.call('PATCH', `/announcements/${id}`, { releaseAt });
    const key = { 'idempotency-key': 'scheduled-once' };
    await anna.call('POST', `/announcements/${id}/release`, undefined, key);
    const page = (await anna.get(`/announcements/${id}/edit`)).text;
    assert.doesNotMatch(page, / data-autosave/);
    assert.match(page, /Geplant für [^]*wieder ein Entwurf/);
    const updatedAt = stateIn(page);
    assert.equal((await anna.post(`/announcements/${id}/draft`, { ...fields, updatedAt })).status, 303);
    const { json } = await anna.call('GET', `/announcements/${id}`);
    assert.equal((json as { status: string }).status, 'draft');
  });
});
