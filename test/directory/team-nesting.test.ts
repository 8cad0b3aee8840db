import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withTeamsAround, withTeamsInside } from '../../server/directory/team-nesting.ts';

const nest = (...pairs: [string, string][]) => pairs.map(([parentId, childId]) => ({ parentId, childId }));
const diamond = nest(['top', 'left'], ['top', 'right'], ['left', 'bottom'], ['right', 'bottom']);
const cycle = nest(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd']);

describe('Teams inside teams', () => {
  it('are found however deep, each once', () => {
    assert.deepEqual([...withTeamsInside(['top'], diamond)].sort(), ['bottom', 'left', 'right', 'top']);
    assert.deepEqual([...withTeamsAround(['bottom'], diamond)].sort(), ['bottom', 'left', 'right', 'top']);
  });

  it('do not lead sideways', () => {
    assert.deepEqual([...withTeamsInside(['left'], diamond)].sort(), ['bottom', 'left']);
    assert.deepEqual([...withTeamsAround(['left'], diamond)].sort(), ['left', 'top']);
  });

  it('may stand in each other', () => {
    assert.deepEqual([...withTeamsInside(['b'], cycle)].sort(), ['a', 'b', 'c', 'd']);
    assert.deepEqual([...withTeamsAround(['d'], cycle)].sort(), ['a', 'b', 'c', 'd']);
    assert.deepEqual([...withTeamsInside(['self'], nest(['self', 'self']))], ['self']);
  });

  it('of none are none', () => {
    assert.deepEqual([...withTeamsInside([], diamond)], []);
  });

  it('look the same from both ends: a team is inside another just when that one is around it', () => {
    const team = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(fc.tuple(team, team), { maxLength: 12 }), team, team, (pairs, inner, outer) => {
        const nestings = nest(...pairs);
        assert.equal(
          withTeamsInside([outer], nestings).has(inner),
          withTeamsAround([inner], nestings).has(outer),
        );
      }),
      { seed: 118 },
    );
  });
});
