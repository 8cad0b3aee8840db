import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { draftFor, released, submitted } from '../support/announcing.ts';
import { join } from '../support/membership.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';
import { saveForm } from '../support/write-form.ts';

const fieldIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const sentenceIn = ({ text }: Answer): string => /id="look-sentence">([^<]*)</.exec(text)?.[1] ?? '';

describeOnEachDatabase('The last look before a release', (world) => {
  let anna: Visitor;
  before(async () => {
    anna = await world().signIn('anna');
  });

  const look = (id: string) => anna.get(`/announcements/${id}/release`);
  const press = (id: string, { text }: Answer, fields = {}) =>
    anna.post(`/announcements/${id}/release`, {
      idempotencyKey: fieldIn(text, 'idempotencyKey'),
      updatedAt: fieldIn(text, 'updatedAt'),
      recipients: fieldIn(text, 'recipients'),
      ...fields,
    });
  const statusOf = async (id: string) =>
    ((await anna.call('GET', `/announcements/${id}`)).json as { status: string }).status;

  it('says what will happen, shows the text and the recipients, and releases with one button', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], exceptPeople: ['h.celik'] });
    const shown = await look(id);
    assert.equal(shown.status, 200);
    assert.match(
      sentenceIn(shown),
      /^Mit diesem Knopf sehen 7 Personen in Frühschicht \(ohne Hüseyin Çelik\)/,
    );
    assert.match(shown.text, /<strong>Tor 2<\/strong>/, 'the text as they will read it');
    assert.match(shown.text, /Käthe Brandstätter/, 'the unreachable by name');
    assert.equal(/<main[^]*<\/main>/.exec(shown.text)?.[0].match(/button-ink/g)?.length, 1);
    assert.doesNotMatch(shown.text, /name="teams"/, 'nothing is chosen here');
    assert.equal(await statusOf(id), 'draft', 'looking releases nothing');
    const answer = await press(id, shown);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/announcements/${id}/progress`]);
    assert.equal((await press(id, shown)).status, 303, 'the same button again');
    assert.equal((await look(id)).headers.get('location'), `/announcements/${id}/progress`);
  });

  it('is where the form leads, once the draft is saved and complete', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
    const draft = { title: 'Tor 5', body: 'Text', intent: 'release' };
    const saved = await saveForm(anna, { ...draft, everyone: '1' }, id);
    assert.equal(saved.headers.get('location'), `/announcements/${id}/release`);
    assert.match((await look(id)).text, /Tor\u00a05/);

    await saveForm(anna, draft, id);
    const isMissing = `/announcements/${id}/edit?missing=1`;
    assert.equal((await look(id)).headers.get('location'), isMissing);
    const toNobody = await anna.get(isMissing);
    assert.equal(toNobody.status, 200);
    assert.match(toNobody.text, /id="audience-error"/);
    assert.match(toNobody.text, /Noch nicht freigegeben/);
    const half = { translationLanguage: 'nl', translationTitle: 'Poort 5', translationBody: '' };
    await saveForm(anna, { ...draft, ...half, everyone: '1' }, id);
    assert.match((await anna.get(isMissing)).text, /id="body-nl"[^>]*aria-invalid="true"/);
  });

  it('shows again what has changed while one looked, and releases nothing', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
    const shown = await look(id);
    await join(world().umlauf, 'clara', 'Frühschicht');
    const refused = await press(id, shown);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /jetzt an 9 statt 8 Personen/);
    assert.match(sentenceIn(refused), /sehen 9 Personen/);
    assert.equal(await statusOf(id), 'draft');
    assert.equal((await press(id, refused)).status, 303);
  });

  it('of what has a time of its own plans it', async () => {
    const { id } = await draftFor(anna, { teams: ['Frühschicht'], deadlineAt: null });
    const releaseAt = new Date(world().clock.now() + 48 * 3600 * 1000).toISOString();
    await anna.call('PATCH', `/announcements/${id}`, { releaseAt });
    const shown = await look(id);
    assert.match(sentenceIn(shown), /die Mitteilung ab /);
    assert.match(shown.text, /Freigabe für \d Personen planen/);
    const answer = await press(id, shown);
    assert.equal(answer.headers.get('location'), '/announcements?done=planned');
    assert.match((await anna.get('/announcements?done=planned')).text, /Die Freigabe ist geplant/);
    assert.equal(await statusOf(id), 'scheduled');
  });

  it('of what needs a second person submits it, and shows on the draft why it came back', async () => {
    const { id } = await draftFor(anna, { everyone: true, priority: 'critical' });
    const shown = await look(id);
    assert.match(
      sentenceIn(shown),
      /^Weil sie kritisch ist und an alle geht, muss zuerst eine zweite Person/,
    );
    assert.match(shown.text, />Zur Zustimmung vorlegen</);
    const answer = await press(id, shown);
    assert.equal(answer.headers.get('location'), '/announcements?done=submitted');
    assert.equal(await statusOf(id), 'awaiting-approval');
    assert.match((await anna.get(`/announcements/${id}/edit`)).text, /Wartet auf die Zustimmung/);

    const second = await world().signIn('c.oeztuerk');
    const note = 'Bitte Tor 3 & 4 nennen.';
    const decision = { decision: 'send-back', note };
    assert.equal((await second.call('POST', `/announcements/${id}/approval`, decision)).status, 200);
    const returned = (await anna.get(`/announcements/${id}/edit`)).text;
    assert.match(returned, /Çiğdem Öztürk hat den Entwurf zurückgegeben/);
    assert.match(returned, /<blockquote>Bitte Tor 3 &amp; 4 nennen\.<\/blockquote>/);
    assert.match(returned, / data-autosave/);
  });

  it('exists for nobody but its sender while he may publish', async () => {
    const { id } = await draftFor(anna, { people: ['ben', 'm.wojcik'] });
    const waiting = await submitted(anna, {});
    for (const login of ['ben', 'm.wojcik', 'deniz']) {
      const other = await world().signIn(login);
      for (const each of [id, waiting.id])
        assert.equal((await other.get(`/announcements/${each}/release`)).status, 404, login);
    }
    const sent = await released(anna, { people: ['ben'] });
    assert.equal((await (await world().signIn('ben')).get(`/announcements/${sent.id}/release`)).status, 403);
    const fields = { idempotencyKey: randomUUID(), _csrf: '' };
    assert.equal((await anna.post(`/announcements/${id}/release`, fields)).status, 403);
  });
});
