import assert from 'node:assert/strict';
import { growDemo } from '../../server/seed-demo.ts';
import { release } from '../support/announcing.ts';
import { confirmMany } from '../support/confirm-many.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const people = 10_000;
const few = 100;
const openings = 25;
/** A user would notice; the strict figure is the benchmark's, for tests run beside each other. */
const mostTimes = 2;
const hour = 3600 * 1000;

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

describe(`The page of progress of ${people} recipients`, function () {
  this.timeout(120_000);
  let world: World;
  let anna: Visitor;
  let large = '';
  let small = '';

  before(async () => {
    world = await openWorld('SQLite');
    await growDemo(world.umlauf, people);
    anna = await world.signIn('anna');
    const rows = (await world.umlauf.db('people').orderBy('id').limit(few).select('id')) as { id: string }[];
    small = await releaseTo({ people: rows.map(({ id }) => id) });
    large = await releaseTo({ everyone: true });
  });
  after(() => world.stop());

  async function releaseTo(audience: object): Promise<string> {
    const { json } = await anna.call('POST', '/announcements', {
      ...{
        title: 'Neue Zufahrt',
        body: 'Über **Tor 2**.',
        priority: 'important',
        acknowledgement: 'confirm',
      },
      ...{ deadlineAt: new Date(Date.now() + 24 * hour).toISOString(), audience },
    });
    return (await release(anna, (json as { id: string }).id)).id;
  }

  async function timeOf(id: string): Promise<{ ms: number; bytes: number }> {
    const startedAt = performance.now();
    const { status, text } = await anna.get(`/announcements/${id}/progress`);
    assert.equal(status, 200);
    return { ms: performance.now() - startedAt, bytes: Buffer.byteLength(text) };
  }

  /** The one and the other in turn, so that a machine that slows down slows both. */
  async function compare(): Promise<number> {
    const taken: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let at = 0; at < openings; at += 1) {
      taken.small.push((await timeOf(small)).ms);
      taken.large.push((await timeOf(large)).ms);
    }
    return median(taken.large) / median(taken.small);
  }

  it(`costs what that of ${few} costs`, async function () {
    const ratio = await compare();
    if (this.test) this.test.title += ` (${ratio.toFixed(2)} times)`;
    assert.ok(ratio < mostTimes, `${ratio} times`);
  });

  it('is as long as that of few, whatever the number of teams', async () => {
    const [one, other] = [await timeOf(small), await timeOf(large)];
    assert.ok(other.bytes < 1.3 * one.bytes, `${other.bytes} and ${one.bytes} bytes`);
    assert.ok(other.bytes < 100 * 1024);
  });

  it('costs that too when nearly all have confirmed', async function () {
    await confirmMany(world.umlauf, small, few / 2);
    await confirmMany(world.umlauf, large, people - few);
    const ratio = await compare();
    if (this.test) this.test.title += ` (${ratio.toFixed(2)} times)`;
    assert.ok(ratio < mostTimes, `${ratio} times`);
    const page = await anna.get(`/announcements/${large}/progress`);
    assert.equal(page.text.split('class="outstanding-row"').length - 1, 50);
  });

  it('takes the file in pieces, with a line for each of them', async () => {
    const { text } = await anna.get(`/announcements/${large}/progress.csv`);
    const lines = text.split('\r\n');
    assert.equal(lines.length, people + 2);
    assert.equal(new Set(lines).size > people / 2, true);
  });
});
