import assert from 'node:assert/strict';
import { confirm, draftFor, released } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const early = { teams: ['Frühschicht'] };
const minuteMs = 60_000;

describeOnEachDatabase('The page on which an announcement is withdrawn', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  before(async () => {
    [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
  });

  const path = (id: string): string => `/announcements/${id}/withdrawal`;
  const statusOf = async (id: string) =>
    ((await anna.call('GET', `/announcements/${id}`)).json as { status: string }).status;

  it('says to whom it goes, and takes it back with the reason', async () => {
    const { id } = await released(anna, early);
    await confirm(ben, id);
    const { status, text } = await anna.get(path(id));
    assert.equal(status, 200);
    assert.match(
      text,
      /Alle 8 Personen, die sie bekommen haben.*1 Person hat schon bestätigt; ihr Beleg bleibt/s,
    );
    assert.match(text, /Bei 8 Personen zurückziehen/);
    const answer = await anna.post(path(id), { reason: 'Falsches Datum.' });
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/announcements/${id}`]);
    assert.equal(await statusOf(id), 'withdrawn');
    assert.equal((await anna.get(path(id))).headers.get('location'), `/announcements/${id}`);
  });

  it('recalls with one press and no reason within a minute, and asks for the reason after', async () => {
    const [fresh, older] = [await released(anna, early), await released(anna, early)];
    assert.equal((await anna.post(path(fresh.id))).status, 303);
    assert.match(
      (await ben.get(`/announcements/${fresh.id}`)).text,
      /gleich nach der Freigabe zurückgerufen/,
    );
    world().clock.advance(minuteMs + 1);
    const late = await anna.post(path(older.id));
    assert.equal(late.status, 422);
    assert.match(late.text, /<textarea id="reason"[^>]*aria-invalid="true"/);
    assert.equal(await statusOf(older.id), 'released');
  });

  it('is its sender’s alone, and takes the token of the page', async () => {
    const { id } = await released(anna, early);
    const draft = await draftFor(anna, early);
    assert.equal((await anna.get(path(draft.id))).headers.get('location'), `/announcements/${draft.id}`);
    const fields = { reason: 'Nicht meine Sache.' };
    for (const [login, status] of [
      ['ben', 403] as const,
      ['clara', 404] as const,
      ['m.wojcik', 404] as const,
    ]) {
      const other = await world().signIn(login);
      assert.equal((await other.get(path(id))).status, status, login);
      assert.equal((await other.post(path(id), fields)).status, status, login);
    }
    assert.equal((await anna.post(path(id), { ...fields, _csrf: '' })).status, 403);
    assert.equal(await statusOf(id), 'released');
  });
});
