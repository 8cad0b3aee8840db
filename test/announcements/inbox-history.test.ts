import assert from 'node:assert/strict';
import { leaveHistory } from '../support/history.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Page = { items: { id: string; title: string; state: string }[]; next: string | null };
type Query = { sql: string; bindings: unknown[] };

const announcements = 2000;
/** Longer than that, and one has stopped reading and waits. */
const noticedMs = 1000;

describeOnEachDatabase('An inbox with years of history', (world, kind) => {
  let idris: Visitor;
  before(async () => {
    const anna = await world().signIn('anna');
    const clara = await world().signIn('clara');
    idris = await world().signIn('i.elkhatib');
    const house = { senderId: anna.personId, count: announcements };
    await leaveHistory(world(), { ...house, personId: idris.personId, word: 'Schichtplan', year: 1991 });
    await leaveHistory(world(), { ...house, personId: clara.personId, word: 'Stundenplan', year: 1992 });
    // As the database does by itself within a minute.
    if (kind === 'PostgreSQL') await world().umlauf.db.raw('analyze');
  });

  /** The quickest of three: how long it takes, and not what else the machine does meanwhile. */
  async function quickest(path: string): Promise<number> {
    let best = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const begun = performance.now();
      assert.equal((await idris.get(path)).status, 200, path);
      best = Math.min(best, performance.now() - begun);
    }
    return best;
  }

  it('answers without a pause that one notices: the page, its filters, a search, the last page', async () => {
    const { text } = await idris.get('/?q=Schichtplan%201999');
    assert.match(text, /Schichtplan 1999/);
    const last = /data-announcement="([0-9a-f]{32})"/.exec(text)?.[1] ?? '';
    const paths = ['/', '/?state=confirmed', '/?state=new', '/?q=halle', '/?q=nirgends', `/?after=${last}`];
    for (const path of paths) {
      const took = await quickest(path);
      assert.ok(took < noticedMs, `${path} took ${Math.round(took)} ms`);
    }
  });

  it('leads to its end page by page, each once', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const query: string = `?limit=100${after && `&after=${after}`}`;
      const page = (await idris.call('GET', `/inbox${query}`)).json as Page;
      seen.push(...page.items.map(({ title }) => title));
      after = page.next;
    }
    const plans = seen.filter((title) => title.startsWith('Schichtplan'));
    assert.equal(new Set(plans).size, announcements);
    assert.equal(plans.length, announcements);
    assert.ok(!seen.some((title) => title.startsWith('Stundenplan')));
  });

  if (kind === 'SQLite') {
    it('goes through no table from end to end', async () => {
      const { db } = world().umlauf;
      const asked: Query[] = [];
      const note = ({ sql, bindings }: Query) => void asked.push({ sql, bindings });
      db.on('query', note);
      for (const path of [
        '/',
        '/?state=outstanding',
        '/?state=confirmed',
        '/?state=new',
        '/?q=halle+krause',
      ]) {
        assert.equal((await idris.get(path)).status, 200);
      }
      db.removeListener('query', note);
      const steps: string[] = [];
      for (const { sql, bindings } of asked.filter((query) => query.sql.includes('recipients'))) {
        const plan = (await db.raw(`explain query plan ${sql}`, bindings as string[])) as {
          detail: string;
        }[];
        steps.push(...plan.map(({ detail }) => detail));
      }
      assert.ok(
        steps.some((step) => /^SEARCH recipients USING COVERING INDEX recipients_of_person/.test(step)),
      );
      assert.deepEqual(
        steps.filter((step) => /^SCAN (?!json_each)/.test(step)),
        [],
      );
    });
  }
});
