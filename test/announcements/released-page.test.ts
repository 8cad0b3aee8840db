import assert from 'node:assert/strict';
import { draftFor, release, released, submitted } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('The page of what one has released', (world) => {
  it('leads to every draft, however many there are', async () => {
    const anna = await world().signIn('anna');
    const { id: first } = await draftFor(anna, { people: ['ben'] });
    await world().umlauf.database.transaction(async (tx) => {
      const [draft] = (await tx('announcements').where({ id: first })) as object[];
      const [version] = (await tx('announcement_versions').where({ announcement_id: first })) as object[];
      for (let at = 0; at < 120; at += 1) {
        const id = String(at).padStart(32, '0');
        await tx('announcements').insert({ ...draft, id, number_serial: 10_000 + at });
        await tx('announcement_versions').insert({ ...version, announcement_id: id });
      }
    });
    const { text } = await anna.get('/announcements');
    const linked = new Set(
      [...text.matchAll(/href="\/announcements\/([0-9a-f]{32})\/edit"/g)].map(([, id]) => id),
    );
    assert.ok(linked.size >= 121, `${linked.size} drafts`);
    assert.ok(linked.has(first));
  });

  const hourMs = 3600_000;
  const sectionsOf = async (person: Visitor): Promise<Record<string, string>> => {
    const { text } = await person.get('/announcements');
    const sections = text.matchAll(/<h2 id="section-(\w+)"[^>]*>.*?<\/section>/gs);
    return Object.fromEntries([...sections].map(([section, name = '']) => [name, section]));
  };
  const countOf = async (person: Visitor): Promise<number> => {
    const nav = /href="\/announcements".*?<\/a>/s.exec((await person.get('/')).text)?.[0] ?? '';
    return Number(/class="count">(\d+)/.exec(nav)?.[1] ?? 0);
  };

  it('has what waits for this publisher first, and counts it in the navigation', async () => {
    const [anna, wojcik] = [await world().signIn('anna'), await world().signIn('m.wojcik')];
    const before = [await countOf(anna), await countOf(wojcik)];
    const { id } = await submitted(anna, { title: 'Räumung' });
    assert.match((await sectionsOf(wojcik))['approve'] ?? '', new RegExp(`/announcements/${id}/approval`));
    assert.match((await sectionsOf(anna))['submitted'] ?? '', /Räumung/);
    assert.equal((await sectionsOf(anna))['approve'], undefined);
    const [annasBefore = 0, wojciksBefore = 0] = before;
    assert.deepEqual([await countOf(anna), await countOf(wojcik)], [annasBefore, wojciksBefore + 1]);
    assert.equal(await countOf(await world().signIn('ben')), 0);
  });

  it('offers what has lost its sender, and makes whoever takes it over the sender', async () => {
    const [anna, wojcik] = [await world().signIn('anna'), await world().signIn('m.wojcik')];
    const { id } = await draftFor(anna, { people: ['ben'], title: 'Verwaist' });
    await world().umlauf.transaction((tx) =>
      tx('announcements').where({ id }).update({ held_at: world().clock.now() }),
    );
    const { held = '' } = await sectionsOf(wojcik);
    assert.match(held, /Verwaist.*Von Anna Krause, nicht mehr zuständig/s);
    assert.match(held, new RegExp(`action="/announcements/${id}/takeover"`));
    assert.equal((await wojcik.post(`/announcements/${id}/takeover`, { _csrf: '' })).status, 403);
    assert.equal((await (await world().signIn('ben')).post(`/announcements/${id}/takeover`)).status, 404);
    const answer = await wojcik.post(`/announcements/${id}/takeover`);
    assert.equal(answer.headers.get('location'), '/announcements?done=taken-over');
    assert.match((await sectionsOf(wojcik))['drafts'] ?? '', /Verwaist/);
    assert.doesNotMatch((await sectionsOf(anna))['drafts'] ?? '', /Verwaist/);
  });

  it('says when a scheduled one will be released, in the zone of the house, and takes it back', async () => {
    const anna = await world().signIn('anna');
    const { id } = await draftFor(anna, { people: ['ben'], title: 'Inventur', deadlineAt: null });
    const releaseAt = new Date(world().clock.now() + 5 * hourMs).toISOString();
    assert.equal((await anna.call('PATCH', `/announcements/${id}`, { releaseAt })).status, 200);
    await release(anna, id);
    const time = new Intl.DateTimeFormat('de', { timeStyle: 'short', timeZone: 'Europe/Berlin' });
    const said = new RegExp(`Freigabe .*${time.format(Date.parse(releaseAt))}\\sUhr \\(Europe/Berlin\\)`);
    assert.match((await sectionsOf(anna))['scheduled'] ?? '', said);
    const page = await anna.get(`/announcements/${id}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /Geplant: Freigabe/);
    assert.equal((await (await world().signIn('ben')).get(`/announcements/${id}`)).status, 404);
    assert.equal((await anna.post(`/announcements/${id}/return`)).status, 303);
    const { scheduled, drafts = '' } = await sectionsOf(anna);
    assert.equal(scheduled, undefined);
    assert.match(drafts, /Inventur/);
  });

  it('strikes out what was withdrawn', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { people: ['ben'], title: 'Doch nicht' });
    assert.equal((await anna.post(`/announcements/${id}/withdrawal`)).status, 303);
    const { released: sent = '' } = await sectionsOf(anna);
    const row = sent.split('<li').find((part) => part.includes(id)) ?? '';
    assert.match(row, /^ class="row row-withdrawn"/);
    assert.match(row, /Zurückgezogen/);
  });
});
