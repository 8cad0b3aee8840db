import assert from 'node:assert/strict';
import { confirm, draftFor, released } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3600_000;
const early = { teams: ['Frühschicht'], title: 'Arbeitskleidung', body: 'Am Montg.' };

describeOnEachDatabase('The page on which an announcement is corrected', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  before(async () => {
    [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
  });

  const path = (id: string): string => `/announcements/${id}/correction`;
  const stateOf = async (id: string) =>
    (await anna.call('GET', `/announcements/${id}`)).json as {
      version: number;
      body: string;
      deadlineAt: string;
      translations: { language: string; title: string }[];
    };
  const typed = {
    ...{ version: '1', kind: 'editorial', note: 'Ein Buchstabe.' },
    ...{ 'title-de': 'Arbeitskleidung', 'body-de': 'Am Montag.' },
  };

  /** The deadline as the form shows it, so that it is sent back untouched. */
  async function deadlineIn(id: string): Promise<string> {
    return /name="deadlineAt" value="([^"]*)"/.exec((await anna.get(path(id))).text)?.[1] ?? '';
  }

  it('shows the text that holds and what each kind of correction will do', async () => {
    const { id } = await released(anna, early);
    await confirm(ben, id);
    const { status, text } = await anna.get(path(id));
    assert.equal(status, 200);
    assert.match(text, /<textarea id="body-de"[^>]*>Am Montg\.<\/textarea>/);
    assert.match(text, /name="version" value="1"/);
    assert.match(text, /Alle 8 bekommen die neue Fassung.*1 Person hat schon bestätigt/s);
    assert.match(text, /Alle Bestätigungen gelten weiter\. Niemand wird benachrichtigt\./);
    assert.doesNotMatch(text, /name="kind"[^>]* checked/, 'nothing is chosen beforehand');
  });

  it('makes the new version and leads back; a deadline that was not touched stays to the millisecond', async () => {
    const { id } = await released(anna, early);
    const before = await stateOf(id);
    const answer = await anna.post(path(id), { ...typed, deadlineAt: await deadlineIn(id) });
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/announcements/${id}`]);
    const after = await stateOf(id);
    assert.deepEqual([after.version, after.body, after.deadlineAt], [2, 'Am Montag.', before.deadlineAt]);
  });

  it('adds a language, and drops one that was emptied', async () => {
    const { id } = await released(anna, early);
    const dutch = { 'title-nl': 'Werkkleding', 'body-nl': 'Op maandag.' };
    const deadlineAt = await deadlineIn(id);
    assert.equal((await anna.post(path(id), { ...typed, ...dutch, deadlineAt })).status, 303);
    assert.deepEqual(
      (await stateOf(id)).translations.map(({ title }) => title),
      ['Werkkleding'],
    );
    const emptied = { ...typed, version: '2', 'title-nl': '', 'body-nl': ' ', deadlineAt };
    assert.equal((await anna.post(path(id), emptied)).status, 303);
    assert.deepEqual((await stateOf(id)).translations, []);
  });

  it('brings what was typed back with a sentence at the field', async () => {
    const { id } = await released(anna, early);
    const { version, note, 'title-de': title, 'body-de': body } = typed;
    const withoutKind = { version, note, 'title-de': title, 'body-de': body, 'title-nl': 'Werkkleding' };
    const refused: [Record<string, string>, RegExp][] = [
      [withoutKind, /id="kind-error"/],
      [{ ...withoutKind, kind: 'editorial' }, /id="body-nl-error"/],
      [{ ...typed, deadlineAt: '2020-01-01T10:00' }, /id="deadline-error"/],
      [{ ...typed, 'title-de': ' ', deadlineAt: '' }, /id="title-de-error"/],
      [{ ...typed, 'body-de': '', deadlineAt: '' }, /id="body-de-error"/],
    ];
    for (const [fields, error] of refused) {
      const { status, text } = await anna.post(path(id), fields);
      assert.equal(status, 422, String(error));
      assert.match(text, error);
      assert.match(text, /Ein Buchstabe\.<\/textarea>/);
    }
    assert.equal((await stateOf(id)).version, 1);
  });

  it('does not lose in silence what another window has corrected', async () => {
    const { id } = await released(anna, early);
    const deadlineAt = await deadlineIn(id);
    assert.equal((await anna.post(path(id), { ...typed, deadlineAt })).status, 303);
    const late = await anna.post(path(id), { ...typed, 'body-de': 'Am Dienstag.', deadlineAt });
    assert.equal(late.status, 409);
    assert.match(late.text, /Am Dienstag\.<\/textarea>/);
    assert.match(late.text, /name="version" value="2"/, 'after a second look it can be sent');
  });

  it('asks for a new deadline when the old one is over and everybody is asked again', async () => {
    const { id } = await released(anna, { ...early, deadlineAt: world().clock.now() + hourMs });
    world().clock.advance(2 * hourMs);
    const deadlineAt = await deadlineIn(id);
    assert.match((await anna.get(path(id))).text, /Diese Frist ist vorbei/);
    const refused = await anna.post(path(id), { ...typed, kind: 'material', deadlineAt });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="deadline-error"/);
    assert.equal((await anna.post(path(id), { ...typed, deadlineAt })).status, 303, 'form alone needs none');
  });

  it('is its sender’s alone, and takes the token of the page', async () => {
    const { id } = await released(anna, early);
    const draft = await draftFor(anna, early);
    assert.equal((await anna.get(path(draft.id))).headers.get('location'), `/announcements/${draft.id}`);
    for (const [login, status] of [
      ['ben', 403] as const,
      ['clara', 404] as const,
      ['m.wojcik', 404] as const,
    ]) {
      const other = await world().signIn(login);
      assert.equal((await other.get(path(id))).status, status, login);
      assert.equal((await other.post(path(id), typed)).status, status, login);
    }
    assert.equal((await anna.post(path(id), { ...typed, _csrf: '' })).status, 403);
    assert.equal((await stateOf(id)).version, 1);
  });
});
