import assert from 'node:assert/strict';
import { draftFor, teamId } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';
import { idIn, saveForm } from '../support/write-form.ts';

const hourMs = 3600 * 1000;
const berlin = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');

describeOnEachDatabase('The form on which one writes', (world) => {
  let anna: Visitor;
  before(async () => {
    anna = await world().signIn('anna');
  });

  const read = async (id: string) =>
    (await anna.call('GET', `/announcements/${id}`)).json as Record<string, unknown>;
  const pageOf = async (id: string, query = '') => (await anna.get(`/announcements/${id}/edit${query}`)).text;
  /** Everything that this instant holds, to the minute, so that it survives the form. */
  const minute = (ahead: number) => Math.floor((world().clock.now() + ahead) / 60_000) * 60_000;

  it('keeps everything it is given: languages, times, the mark of a drill', async () => {
    const [releaseAt, deadlineAt, expiresAt] = [hourMs, 24 * hourMs, 48 * hourMs].map(minute);
    assert.ok(releaseAt && deadlineAt && expiresAt);
    const saved = await saveForm(anna, {
      ...{ title: 'Probe', body: 'Um zehn.', language: 'de', priority: 'important', drill: '1' },
      ...{ translationLanguage: ['nl', 'en'], translationTitle: ['Oefening', 'Drill'] },
      translationBody: ['Om tien.\r\nEcht.', 'At ten.'],
      ...{ releaseAt: berlin(releaseAt), deadlineAt: berlin(deadlineAt), expiresAt: berlin(expiresAt) },
      teams: await teamId(anna, 'Frühschicht'),
    });
    assert.equal(saved.status, 303, saved.text);
    const id = idIn(saved);
    const iso = (at: number) => new Date(at).toISOString();
    const { translations, ...draft } = await read(id);
    const expected = { title: 'Probe', language: 'de', drill: true, priority: 'important' };
    const times = { releaseAt: iso(releaseAt), deadlineAt: iso(deadlineAt), expiresAt: iso(expiresAt) };
    assert.deepEqual({ ...draft, ...expected, ...times }, draft);
    assert.deepEqual(
      (translations as { language: string; body: string }[]).map(({ language, body }) => [language, body]),
      [
        ['en', 'At ten.'],
        ['nl', 'Om tien.\nEcht.'],
      ],
    );
    const page = await pageOf(id);
    for (const shown of [berlin(releaseAt), berlin(deadlineAt), berlin(expiresAt)])
      assert.ok(page.includes(`value="${shown}"`), shown);
    assert.match(page, /name="drill" value="1" checked/);
    assert.match(page, /Om tien\.\nEcht\.<\/textarea>/);

    const fewer = {
      title: 'Probe',
      body: 'Um elf.',
      translationLanguage: 'nl',
      translationTitle: 'Oefening',
    };
    const again = await saveForm(anna, { ...fewer, translationBody: 'Om elf.', removeTranslation: 'en' }, id);
    assert.equal(again.status, 303, again.text);
    const { translations: left, drill, releaseAt: planned } = await read(id);
    assert.deepEqual([(left as object[]).length, drill, planned], [1, false, null]);
  });

  it('is in the language of its writer unless he says otherwise', async () => {
    const dutch = await world().signIn('s.brulot');
    const id = idIn(await saveForm(dutch, { title: 'Proef', body: 'Om tien uur.' }));
    const { json } = await dutch.call('GET', `/announcements/${id}`);
    assert.equal((json as { language: string }).language, 'nl');
    assert.match((await dutch.get('/announcements/new')).text, /<option value="nl" selected>/);
  });

  it('adds a language without script, and drops what was never written in it', async () => {
    const typed = { title: 'Probe', body: 'Um zehn.', addTranslation: 'nl' };
    const answer = await saveForm(anna, typed);
    const id = idIn(answer);
    assert.equal(answer.headers.get('location'), `/announcements/${id}/edit?add=nl`);
    assert.match(await pageOf(id, '?add=nl'), /<legend>Auf Niederländisch<\/legend>/);
    const empty = { translationLanguage: 'nl', translationTitle: ' ', translationBody: '' };
    assert.equal((await saveForm(anna, { title: 'Probe', body: 'Um elf.', ...empty }, id)).status, 303);
    assert.deepEqual((await read(id))['translations'], []);
    const untitled = await anna.post('/announcements', { body: 'Noch ohne Titel', addTranslation: 'nl' });
    assert.equal(untitled.status, 200, 'nothing to save yet, so it is only shown');
    assert.match(untitled.text, /Noch ohne Titel<\/textarea>[^]*Auf Niederländisch<\/legend>/);
  });

  it('says at its own field what is missing in a language', async () => {
    const half = { translationLanguage: 'nl', translationTitle: '', translationBody: 'Om tien.' };
    const answer = await saveForm(anna, { title: 'Probe', body: 'Um zehn.', ...half });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /id="title-nl"[^>]*aria-invalid="true"/);
    assert.doesNotMatch(answer.text, /id="title"[^>]*aria-invalid/);
    assert.match(answer.text, /Om tien\.<\/textarea>/, 'what was typed is kept');
    const twice = { translationLanguage: 'de', translationTitle: 'x', translationBody: 'x', language: 'de' };
    const refused = await saveForm(anna, { title: 'Probe', ...twice });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="language"[^>]*aria-invalid="true"/);
  });

  it('leaves a time as it was stored when it is not typed anew', async () => {
    const deadlineAt = world().clock.now() + 24 * hourMs + 12_345;
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], deadlineAt });
    const fields = { title: 'Neu', body: 'Text', teams: await teamId(anna, 'Frühschicht') };
    assert.equal((await saveForm(anna, { ...fields, deadlineAt: berlin(deadlineAt) }, id)).status, 303);
    assert.equal((await read(id))['deadlineAt'], new Date(deadlineAt).toISOString());
  });

  it('finds teams and people without script, and shows all teams', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], exceptPeople: ['r.vogt'] });
    const searched = await anna.post(`/announcements/${id}/draft`, {
      ...{ title: 'Probe', body: 'x', q: 'schicht ', intent: 'search' },
      teams: await teamId(anna, 'Frühschicht'),
    });
    assert.equal(searched.headers.get('location'), `/announcements/${id}/edit?q=schicht`);
    const found = await pageOf(id, '?q=schicht');
    assert.match(found, /class="teams-found">[^]*Frühschicht[^]*steht im Verteiler[^]*Nachtschicht/);
    const answer = await anna.post(`/announcements/${id}/draft`, { title: 'Probe', intent: 'teams' });
    assert.equal(answer.headers.get('location'), `/announcements/${id}/edit?teams=1`);
    assert.match(await pageOf(id, '?teams=1'), /id="team-tree"[^]*Beide Werke[^]*Werk Nord/);
    assert.doesNotMatch(await pageOf(id), /Werk Nord/, 'which the page does not carry about otherwise');
  });
});

describeOnEachDatabase('The hours in which the clocks of the house change', (world) => {
  it('are refused, asked about, or explained', async () => {
    world().clock.setTo(Date.UTC(2027, 1, 1));
    const anna = await world().signIn('anna');
    const base = { title: 'Probe', body: 'Text', teams: await teamId(anna, 'Frühschicht') };
    const skipped = await saveForm(anna, { ...base, releaseAt: '2027-03-28T02:30' });
    assert.equal(skipped.status, 422);
    assert.match(skipped.text, /auf den Uhren hier nicht/);
    assert.match(skipped.text, /id="release-at"[^>]*aria-invalid="true"/);

    const asked = await saveForm(anna, { ...base, releaseAt: '2027-10-31T02:30' });
    assert.equal(asked.status, 422);
    assert.match(asked.text, /02:30 Uhr gibt es in dieser Nacht zweimal/);
    assert.match(asked.text, /<fieldset id="release-turn" class="field">/, 'the question is shown');
    assert.doesNotMatch(asked.text, /name="releaseTurn" value="\w+" checked/);
    for (const [releaseTurn, utc] of [
      ['first', '2027-10-31T00:30:00.000Z'],
      ['second', '2027-10-31T01:30:00.000Z'],
    ] as const) {
      const saved = await saveForm(anna, { ...base, releaseAt: '2027-10-31T02:30', releaseTurn });
      const id = idIn(saved);
      const { json } = await anna.call('GET', `/announcements/${id}`);
      assert.equal((json as { releaseAt: string }).releaseAt, utc);
      const page = (await anna.get(`/announcements/${id}/edit`)).text;
      assert.match(page, new RegExp(`value="${releaseTurn}" checked`));
    }

    const dated = await saveForm(anna, { ...base, deadlineAt: '2027-10-31T02:30' });
    const { json } = await anna.call('GET', `/announcements/${idIn(dated)}`);
    assert.equal((json as { deadlineAt: string }).deadlineAt, '2027-10-31T01:30:00.000Z');
    const page = (await anna.get(`/announcements/${idIn(dated)}/edit`)).text;
    assert.match(page, /data-turn="deadlineAt">Diese Uhrzeit gibt es zweimal\. Es gilt das zweite Mal/);
    assert.match(page, /<fieldset id="release-turn" class="field" hidden>/);
  });
});
