import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderAsTree } from '../../server/directory/team-tree.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const team = (id: string) => ({ id, name: id, members: 1 });
const nest = (...pairs: [string, string][]) => pairs.map(([parentId, childId]) => ({ parentId, childId }));
const order = (ids: string[], ...pairs: [string, string][]) =>
  orderAsTree(ids.map(team), nest(...pairs)).map(({ id, depth }) => `${'>'.repeat(depth)}${id}`);

describe('The tree of teams', () => {
  it('stands by name at every level', () => {
    const teams = ['admin', 'early', 'late', 'north', 'plants', 'south'];
    const drawn = order(
      teams,
      ['plants', 'south'],
      ['plants', 'north'],
      ['north', 'late'],
      ['north', 'early'],
    );
    assert.deepEqual(drawn, ['admin', 'plants', '>north', '>>early', '>>late', '>south']);
  });

  it('shows a team with two parents once, under the first', () => {
    assert.deepEqual(order(['first-aid', 'north', 'south'], ['south', 'first-aid'], ['north', 'first-aid']), [
      ...['north', '>first-aid', 'south'],
    ]);
  });

  it('begins a cycle with the first by name', () => {
    assert.deepEqual(order(['a', 'b', 'c'], ['b', 'c'], ['c', 'b']), ['a', 'b', '>c']);
    assert.deepEqual(order(['a'], ['a', 'a']), ['a']);
  });

  it('loses no team and shows none twice, however they are nested', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const any = fc.constantFrom(...ids);
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any), { maxLength: 14 }), (pairs) => {
        const drawn = orderAsTree(ids.map(team), nest(...pairs));
        assert.deepEqual(drawn.map(({ id }) => id).sort(), ids);
        drawn.forEach(({ depth }, at) => {
          assert.ok(depth <= (drawn[at - 1]?.depth ?? -1) + 1, 'no level is left out');
        });
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});
