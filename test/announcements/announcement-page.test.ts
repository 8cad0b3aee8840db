import assert from 'node:assert/strict';
import { confirm, draftFor, release, released } from '../support/announcing.ts';
import { answered, reply } from '../support/answering.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hourMs = 3600_000;
const early = { teams: ['Frühschicht'] };

describeOnEachDatabase('The page of an announcement', (world) => {
  let anna: Visitor;
  let ben: Visitor;
  before(async () => {
    [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
  });

  const pageOf = async (person: Visitor, id: string, query = ''): Promise<string> => {
    const answer = await person.get(`/announcements/${id}${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.text;
  };
  const correct = async (id: string, change: object): Promise<void> => {
    const answer = await anna.call('POST', `/announcements/${id}/correction`, change);
    assert.equal(answer.status, 200, answer.text);
  };
  const releasedWith = async (change: object): Promise<string> => {
    const { id } = await draftFor(anna, { ...early, title: 'Sammelplatz', body: 'Zum **Parkplatz**.' });
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, change)).status, 200);
    await release(anna, id);
    return id;
  };

  it('is in the reader’s language, marked as such, and leads to the others', async () => {
    const translations = [{ language: 'nl', title: 'Verzamelplaats', body: 'Naar de **parkeerplaats**.' }];
    const id = await releasedWith({ translations });
    const german = await pageOf(ben, id);
    assert.match(german, /<span lang="de">Sammelplatz<\/span>/);
    assert.match(german, /<div class="prose" lang="de">/);
    assert.doesNotMatch(german, /Nur auf/);
    const link = new RegExp(`href="/announcements/${id}\\?language=nl" lang="nl"`);
    assert.match(german, link);
    const dutch = await pageOf(ben, id, '?language=nl');
    assert.match(dutch, /<title>.*Verzamelplaats/);
    assert.match(dutch, /<div class="prose" lang="nl"><p>Naar de <strong>parkeerplaats/);
    assert.equal((await ben.get(`/announcements/${id}?language=fr`)).status, 400);
  });

  it('does not part a number from its word, in the list neither', async () => {
    const id = await releasedWith({ title: 'Halle 3 ab 13:30 Uhr gesperrt' });
    for (const page of [await pageOf(ben, id), (await ben.get('/')).text])
      assert.match(page, /<span lang="de">Halle\u00a03 ab 13:30\u00a0Uhr gesperrt<\/span>/);
  });

  it('stays, once confirmed, in the language in which it was read', async () => {
    const translations = [{ language: 'nl', title: 'Verzamelplaats', body: 'Naar de **parkeerplaats**.' }];
    const id = await releasedWith({ translations });
    const [, form = ''] =
      /<form[^>]*data-confirm[^>]*>(.*?)<\/form>/s.exec(await pageOf(ben, id, '?language=nl')) ?? [];
    const fields: Record<string, string> = {};
    for (const [, name = '', value = ''] of form.matchAll(/name="(\w+)" value="([^"]*)"/g))
      fields[name] = value;
    const answer = await ben.post(`/announcements/${id}/acknowledgement`, fields);
    assert.deepEqual(
      [answer.status, answer.headers.get('location')],
      [303, `/announcements/${id}?language=nl`],
    );
    assert.match(await pageOf(ben, id, '?language=nl'), /data-state="confirmed"/);
    assert.doesNotMatch(await pageOf(ben, await releasedWith({ translations })), /name="language"/);
  });

  it('says so when it is not in the reader’s language', async () => {
    const page = await pageOf(ben, await releasedWith({ language: 'en' }));
    assert.match(page, /Nur auf Englisch/);
    assert.match(page, /<span lang="en">Sammelplatz/);
  });

  it('says of a drill, before anything else, that it is one', async () => {
    const page = await pageOf(ben, await releasedWith({ drill: true }));
    assert.match(page, /<h1[^>]*><span><strong class="drill">ÜBUNG<\/strong>\s*<span lang="de">Sammelplatz/);
    assert.doesNotMatch(await pageOf(ben, (await released(anna, early)).id), /class="drill"/);
  });

  it('shows whoever confirmed an older text what has changed, and asks again', async () => {
    const { id } = await released(anna, { ...early, body: 'Zum **Parkplatz Nord**.' });
    const yasmin = await world().signIn('y.haddad');
    await confirm(ben, id);
    const deadlineAt = new Date(world().clock.now() + 30 * hourMs).toISOString();
    const note = 'Der Platz war falsch.';
    await correct(id, { kind: 'material', body: 'Zum **Parkplatz Süd**.', note, deadlineAt });
    const page = await pageOf(ben, id);
    assert.match(page, /Berichtigt heute.*Der Platz war falsch\..*Sie haben Fassung 1 bestätigt/s);
    assert.match(page, /<details id="changes"[^>]* open>/);
    assert.match(page, /Zum Parkplatz <del>.*Nord.*<\/del><ins>.*Süd.*<\/ins>\./);
    assert.match(page, /Frist:\s*<del>.*<\/del>\s*<ins>.*<\/ins>/s);
    assert.match(page, /Fassung 2 bestätigen<\/button>/);
    const toYasmin = await pageOf(yasmin, id);
    assert.match(toYasmin, /Der Platz war falsch/);
    assert.doesNotMatch(
      toYasmin,
      /<del>|Fassung 2 bestätigen|Parkplatz Nord/,
      'who confirmed nothing compares nothing',
    );
    assert.equal((await confirm(ben, id, 2)).status, 201);
    assert.match(await pageOf(ben, id), /data-state="confirmed"/);
  });

  it('says in a quiet line what was corrected in form, and that the confirmation stands', async () => {
    const { id } = await released(anna, { ...early, body: 'Am Montg.' });
    await confirm(ben, id);
    await correct(id, { kind: 'editorial', body: 'Am Montag.' });
    const page = await pageOf(ben, id);
    assert.match(page, /Redaktionell berichtigt heute.*Ihre Bestätigung gilt weiter\./s);
    assert.match(page, /<details id="changes" class="fold changes">/);
    assert.match(page, /data-state="confirmed"/);
  });

  it('is a tombstone once it is withdrawn: the reason, no text, nothing to do', async () => {
    const { id } = await released(anna, { ...early, body: 'Ein Geheimnis.' });
    const yasmin = await world().signIn('y.haddad');
    await confirm(ben, id);
    const asked = await answered(yasmin, id, { text: 'Was ist das Geheimnis?' });
    await reply(anna, id, asked.id, { publish: true });
    assert.match(await pageOf(ben, id), /Was ist das Geheimnis/);
    const reason = 'Das Datum war falsch.';
    assert.equal((await anna.call('POST', `/announcements/${id}/withdrawal`, { reason })).status, 200);
    const page = await pageOf(ben, id);
    assert.match(page, /<h1 class="[^"]*struck/);
    assert.match(page, /Zurückgezogen heute.*von Anna Krause.*Das Datum war falsch\./s);
    assert.match(page, /Ihre Bestätigung bleibt erhalten\./);
    assert.match(page, new RegExp(`href="/announcements/${id}/acknowledgement"`));
    assert.match(page, /Sie müssen nichts mehr tun\./);
    assert.doesNotMatch(page, /Geheimnis|<button[^>]*>[^<]*bestätigen/i);
    assert.doesNotMatch(await pageOf(yasmin, id), /Ihre Bestätigung bleibt|acknowledgement"/);
    assert.match(await pageOf(anna, id), /Geheimnis/, 'its sender can still read it');
  });

  it('asks nobody any more once it has expired', async () => {
    const now = world().clock.now();
    const at = (hours: number) => new Date(now + hours * hourMs).toISOString();
    const id = await releasedWith({ deadlineAt: at(1), expiresAt: at(2) });
    assert.match(await pageOf(ben, id), /Gilt bis/);
    world().clock.advance(3 * hourMs);
    const page = await pageOf(ben, id);
    assert.match(page, /Gilt nicht mehr seit (heute|gestern)/);
    assert.match(page, /data-state="expired"/);
    assert.doesNotMatch(page, /name="clientAckId"/);
    assert.match(page, /Parkplatz/, 'and can still be read');
  });

  it('tells its sender who did what, and nothing of who has confirmed', async () => {
    const { id } = await released(anna, { ...early, body: 'Am Montg.' });
    await confirm(ben, id);
    await anna.call('POST', `/announcements/${id}/reminder`, {});
    await correct(id, { kind: 'material', body: 'Am Montag.', note: 'Nur ein Buchstabe.' });
    world().clock.advance(hourMs);
    await anna.call('POST', `/announcements/${id}/withdrawal`, { reason: 'Doch nicht.' });
    const [, history = ''] = /id="history"[^>]*>(.*?)<\/details>/s.exec(await pageOf(anna, id)) ?? [];
    const said = [...history.matchAll(/<p>\s*(.*?)\s*<\/p>/gs)].map(([, sentence]) => sentence);
    assert.deepEqual(said, [
      'Anna Krause hat den Entwurf begonnen.',
      'Anna Krause hat sie freigegeben, an 8 Personen.',
      'Anna Krause hat 7 Personen erinnert.',
      'Anna Krause hat sie berichtigt: Fassung 2, neu zu bestätigen.',
      'Anna Krause hat sie zurückgezogen.',
    ]);
    assert.match(history, /Nur ein Buchstabe\./);
    assert.doesNotMatch(history, /Ben/);
    assert.doesNotMatch(await pageOf(ben, id), /id="history"/);
  });

  it('offers its sender the recall for a minute', async () => {
    const { id } = await released(anna, early);
    assert.match(await pageOf(anna, id), /Sofort zurückrufen/);
    assert.doesNotMatch(await pageOf(ben, id), /zurückrufen/);
    world().clock.advance(60_001);
    assert.doesNotMatch(await pageOf(anna, id), /zurückrufen/);
  });
});
