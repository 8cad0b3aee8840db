import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findLaggingTeam, type TeamShare } from '../../server/acknowledgements/lagging-team.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const team = (teamId: string | null, confirmed: number, asked: number): TeamShare => ({
  ...{ teamId, confirmed, outstanding: asked - confirmed },
});
const laggingOf = (...teams: TeamShare[]): string | null => findLaggingTeam(teams)?.teamId ?? null;
const share = ({ confirmed, outstanding }: TeamShare): number =>
  confirmed + outstanding === 0 ? 0 : confirmed / (confirmed + outstanding);

describe('The team that lags', () => {
  it('is the one furthest behind, and no other', () => {
    const teams = [team('early', 40, 40), team('late', 12, 30), team('night', 10, 30), team('day', 30, 30)];
    assert.equal(laggingOf(...teams), 'night');
    assert.equal(laggingOf(...teams.toReversed()), 'night');
  });

  it('is none while not even half of all have confirmed', () => {
    assert.equal(laggingOf(team('early', 49, 90), team('night', 0, 10)), null);
    assert.equal(laggingOf(team('early', 50, 90), team('night', 0, 10)), 'night');
  });

  it('is none of fewer than five people, of whom too much would be said', () => {
    assert.equal(laggingOf(team('early', 90, 90), team('night', 0, 4)), null);
    assert.equal(laggingOf(team('early', 90, 90), team('night', 0, 5)), 'night');
  });

  it('is none that lies less than 25 percentage points below the whole', () => {
    assert.equal(laggingOf(team('early', 65, 80), team('night', 10, 20)), 'night', '75 and 50 per cent');
    assert.equal(laggingOf(team('early', 64, 80), team('night', 10, 20)), null, '74 and 50 per cent');
  });

  it('is none of those in no team, and none without anybody', () => {
    assert.equal(laggingOf(team('early', 90, 90), team(null, 0, 20)), null);
    assert.equal(laggingOf(), null);
    assert.equal(laggingOf(team('early', 0, 0)), null);
  });

  it('is the first by name of two that are equally far behind', () => {
    assert.equal(laggingOf(team('early', 90, 90), team('a', 2, 10), team('b', 4, 20)), 'a');
  });

  it('always lies so far behind, and nobody further', () => {
    const anyTeam = fc
      .tuple(fc.nat(60), fc.nat(60), fc.boolean())
      .map(([confirmed, outstanding, named]): TeamShare => ({
        ...{ confirmed, outstanding, teamId: named ? `${confirmed}-${outstanding}` : null },
      }));
    const property = fc.property(fc.array(anyTeam, { maxLength: 12 }), (teams) => {
      const found = findLaggingTeam(teams);
      const all = { teamId: null, confirmed: 0, outstanding: 0 };
      for (const { confirmed, outstanding } of teams) {
        all.confirmed += confirmed;
        all.outstanding += outstanding;
      }
      const candidates = teams.filter(
        (one) =>
          one.teamId !== null &&
          one.confirmed + one.outstanding >= 5 &&
          share(all) - share(one) >= 0.25 - 1e-12,
      );
      if (found === null) {
        assert.ok(share(all) < 0.5 || candidates.length === 0);
        return;
      }
      assert.ok(share(all) >= 0.5 && candidates.includes(found));
      for (const one of candidates) assert.ok(share(one) >= share(found) - 1e-12);
    });
    fc.assert(property, { seed, numRuns: numberOfRuns(300) });
  });
});
