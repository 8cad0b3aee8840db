import assert from 'node:assert/strict';
import { confirm, release } from '../support/announcing.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe('The page of the inbox', () => {
  let world: World;
  let anna: Visitor;
  let idris: Visitor;
  before(async () => {
    world = await openWorld('SQLite');
    [anna, idris] = [await world.signIn('anna'), await world.signIn('i.elkhatib')];
    await idris.post('/me/language', { language: 'de' });
  });
  after(() => world.stop());

  const iso = (afterMs: number) => new Date(world.clock.now() + afterMs).toISOString();

  async function give(title: string, given: object = {}, readers = [idris]): Promise<string> {
    const answer = await anna.call('POST', '/announcements', {
      ...{ title, body: 'Tor 2', priority: 'normal', acknowledgement: 'confirm', ...given },
      audience: { people: readers.map(({ personId }) => personId) },
    });
    assert.equal(answer.status, 201, answer.text);
    const { id } = answer.json as { id: string };
    await release(anna, id);
    return id;
  }

  async function page(path: string, reader = idris): Promise<string> {
    const answer: Answer = await reader.get(path);
    assert.equal(answer.status, 200, path);
    return answer.text;
  }

  function rowIn(text: string, id: string): string {
    const row = text.split('<li class="row').find((part) => part.includes(`id="row-${id}"`));
    assert.ok(row, `the page has ${id}`);
    return row.split('</li>')[0] ?? '';
  }

  const has = (text: string, id: string): boolean => text.includes(`id="row-${id}"`);
  const links = (text: string): string[] =>
    [...text.matchAll(/href="(\/(?:\?[^"]*)?)"/g)].map(([, href]) =>
      (href ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
    );

  it('says in words how each stands', async () => {
    const withdrawn = await give('Doch nicht');
    world.clock.advance(2 * 60_000);
    await anna.call('POST', `/announcements/${withdrawn}/withdrawal`, { reason: 'Irrtum' });
    const expired = await give('Nur heute', { expiresAt: iso(hourMs), deadlineAt: iso(hourMs / 2) });
    const gone = await give('Nur heute, zur Kenntnis', { expiresAt: iso(hourMs), acknowledgement: 'none' });
    const late = await give('Gestern fällig', { deadlineAt: iso(hourMs) });
    world.clock.advance(dayMs);
    const again = await give('Neu gefasst');
    await confirm(idris, again);
    await anna.call('POST', `/announcements/${again}/correction`, { kind: 'material', body: 'Tor 3' });
    const drill = await give('Räumung', { drill: true, priority: 'critical', deadlineAt: iso(hourMs) });
    const text = await page('/');
    assert.match(rowIn(text, withdrawn), /row-withdrawn[^]*Zurückgezogen/);
    assert.match(rowIn(text, expired), /row-expired[^]*Gilt nicht mehr/);
    assert.match(rowIn(text, gone), /row-expired[^]*Gilt nicht mehr/);
    assert.match(rowIn(text, late), /row-late[^]*Frist war (heute|gestern)/);
    assert.match(rowIn(text, again), /row-outstanding[^]*Neue Fassung\. Bitte noch einmal bestätigen\./);
    assert.match(rowIn(text, drill), /ÜBUNG<\/strong>\s*<span lang="\w+">Räumung/);
    await confirm(idris, again, 2);
    assert.match(rowIn(await page('/'), again), /row-confirmed[^]*Bestätigt heute/);
    for (const [language, word] of [
      ['en', 'DRILL'],
      ['nl', 'OEFENING'],
    ] as const) {
      await idris.post('/me/language', { language });
      assert.match(rowIn(await page('/'), drill), new RegExp(`${word}</strong>`));
    }
    await idris.post('/me/language', { language: 'de' });
  });

  it('shows only what is asked for, by links that keep the words', async () => {
    const open = await give('Siebschaufel offen');
    const mere = await give('Siebschaufel neu', { acknowledgement: 'none' });
    const done = await give('Siebschaufel fertig');
    await confirm(idris, done);
    const shown = { all: [open, mere, done], outstanding: [open], new: [mere], confirmed: [done] };
    for (const [state, ids] of Object.entries(shown)) {
      const text = await page(`/?state=${state}&q=siebschaufel`);
      assert.deepEqual(
        [open, mere, done].filter((id) => has(text, id)),
        ids,
        state,
      );
      for (const other of ['outstanding', 'new', 'confirmed'])
        assert.ok(links(text).includes(`/?state=${other}&q=siebschaufel`), other);
      assert.ok(links(text).includes('/?q=siebschaufel'));
      assert.match(text, /<details class="find" open>/);
    }
    assert.match(await page('/?q=Zeppelin'), /In Ihrem Eingang ist dazu nichts\./);
    assert.match(await page('/'), /<details class="find">/);
  });

  it('goes on to older ones within what is asked for, and back to the newest', async () => {
    const many: string[] = [];
    for (let at = 0; at < 32; at += 1) many.push(await give(`Blätterteig ${at}`));
    const first = await page('/?state=outstanding&q=teig');
    const next = links(first).find((href) => href.includes('after='));
    assert.match(next ?? '', /^\/\?state=outstanding&q=teig&after=waiting-[0-9a-f]{32}$/);
    const second = await page(next ?? '');
    assert.equal(many.filter((id) => has(first, id)).length, 30);
    assert.deepEqual(
      many.filter((id) => !has(first, id)).sort(),
      many.filter((id) => has(second, id)).sort(),
    );
    assert.ok(links(second).includes('/?state=outstanding&q=teig'));
    assert.ok(!links(second).some((href) => href.includes('after=')));
    const older = await page(links(await page('/')).find((href) => href.includes('after=')) ?? '');
    assert.match(older, /<h1>Ältere Mitteilungen<\/h1>/);
    assert.ok(!older.includes('class="empty'), 'nobody is told that all is confirmed');
  });

  it('T16 records nowhere that something was opened', async () => {
    const id = await give('Wer liest das?', { acknowledgement: 'none' });
    await page('/?state=new');
    await changesNothing(world.umlauf.db, async () => {
      assert.match(await page(`/announcements/${id}`), /Wer liest das\?/);
      assert.match(rowIn(await page('/?state=new'), id), /row-new/);
    });
  });

  it('tells kindly when nothing waits, and never while something does', async () => {
    const deniz = await world.signIn('deniz');
    await deniz.post('/me/language', { language: 'de' });
    assert.match(await page('/', deniz), /class="empty-title"[^]*Alles bestätigt/);
    assert.ok(!(await page('/')).includes('class="empty-title"'));
    assert.ok(!(await page('/?q=Zeppelin', deniz)).includes('class="empty-title"'));
  });
});
