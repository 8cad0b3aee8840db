import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withTeamsInside } from '../../server/directory/team-nesting.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const nest = (...pairs: [string, string][]) => pairs.map(([parentId, childId]) => ({ parentId, childId }));
const diamond = nest(['top', 'left'], ['top', 'right'], ['left', 'bottom'], ['right', 'bottom']);
const cycle = nest(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd']);

describe('Teams inside teams', () => {
  it('are found however deep, each once', () => {
    assert.deepEqual([...withTeamsInside(['top'], diamond)].sort(), ['bottom', 'left', 'right', 'top']);
  });

  it('do not lead sideways', () => {
    assert.deepEqual([...withTeamsInside(['left'], diamond)].sort(), ['bottom', 'left']);
  });

  it('may stand in each other', () => {
    assert.deepEqual([...withTeamsInside(['b'], cycle)].sort(), ['a', 'b', 'c', 'd']);
    assert.deepEqual([...withTeamsInside(['self'], nest(['self', 'self']))], ['self']);
  });

  it('of none are none', () => {
    assert.deepEqual([...withTeamsInside([], diamond)], []);
  });

  it('are those that the teams right inside bring along, and the team itself', () => {
    const teams = ['a', 'b', 'c', 'd', 'e', 'f'];
    const team = fc.constantFrom(...teams);
    fc.assert(
      fc.property(fc.array(fc.tuple(team, team), { maxLength: 12 }), team, (pairs, outer) => {
        const nestings = nest(...pairs);
        const children = pairs.filter(([parent]) => parent === outer).map(([, child]) => child);
        assert.deepEqual(
          [...withTeamsInside([outer], nestings)].sort(),
          [...new Set([outer, ...withTeamsInside(children, nestings)])].sort(),
        );
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});
