import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWayFinder } from '../../server/directory/membership-ways.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const nest = (...pairs: [string, string][]) => pairs.map(([parentId, childId]) => ({ parentId, childId }));

/** Every way from one team up to another that does not turn back, by walking all of them. */
function allWays(pairs: [string, string][], from: string, to: string, walked: string[] = []): string[][] {
  if (from === to) return [walked];
  return pairs
    .filter(([parent, child]) => child === from && ![...walked, from].includes(parent))
    .flatMap(([parent]) => allWays(pairs, parent, to, [...walked, from]));
}

describe('The ways into a team', () => {
  it('are none but one’s own, or lead through the teams that stand inside it', () => {
    const find = createWayFinder(nest(['plant', 'production'], ['production', 'early'], ['plant', 'aid']));
    const ways = find(['early', 'plant']);
    assert.deepEqual([...ways.keys()].toSorted(), ['early', 'plant', 'production']);
    assert.deepEqual(ways.get('early'), { isDirect: true, through: [] });
    assert.deepEqual(ways.get('production'), { isDirect: false, through: [['early']] });
    assert.deepEqual(ways.get('plant'), { isDirect: true, through: [['early', 'production']] });
    assert.deepEqual([...find([])], []);
  });

  it('end, also where teams stand inside each other in a circle', () => {
    const ways = createWayFinder(nest(['a', 'b'], ['b', 'c'], ['c', 'a'], ['a', 'a']))(['a']);
    assert.deepEqual(ways.get('a'), { isDirect: true, through: [] });
    assert.deepEqual(ways.get('c'), { isDirect: false, through: [['a']] });
    assert.deepEqual(ways.get('b'), { isDirect: false, through: [['a', 'c']] });
  });

  it('are, from each beginning, one of the shortest of all that there are, and lead into every team there is a way to', () => {
    const teams = ['a', 'b', 'c', 'd', 'e'];
    const any = fc.constantFrom(...teams);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(any, any), { maxLength: 9 }),
        fc.uniqueArray(any, { maxLength: 3 }),
        (pairs, direct) => {
          const found = createWayFinder(nest(...pairs))(direct);
          for (const team of teams) {
            const walks = direct
              .filter((start) => start !== team)
              .map((start) => allWays(pairs, start, team))
              .filter(({ length }) => length > 0);
            const ways = found.get(team);
            assert.equal(ways?.isDirect ?? false, direct.includes(team));
            assert.equal(ways !== undefined, direct.includes(team) || walks.length > 0);
            assert.equal(ways?.through.length ?? 0, walks.length);
            for (const way of ways?.through ?? []) {
              const walk = walks.find(([first]) => first?.[0] === way[0]) ?? [];
              assert.ok(walk.some((one) => JSON.stringify(one) === JSON.stringify(way)));
              assert.equal(way.length, Math.min(...walk.map(({ length }) => length)));
            }
          }
        },
      ),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});
