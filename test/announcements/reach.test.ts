import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nobody, type Roll } from '../../server/announcements/audience.ts';
import { countLines, measureRoads } from '../../server/announcements/reach.ts';
import { audienceOf, rollOf } from '../support/arbitrary-roll.ts';
import { isMember } from '../support/naive-audience.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const setOf = () => fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(String)).map((ids) => new Set(ids));

describe('The roads to people', () => {
  it('count each person once by the best road: push before page before mail; and who has only unconfirmed devices', () => {
    const open = {
      push: new Set(['ben']),
      page: new Set(['ben', 'clara']),
      mail: new Set(['ben', 'clara', 'deniz']),
    };
    const unconfirmed = new Set(['deniz', 'esther', 'fatma']);
    assert.deepEqual(measureRoads(['ben', 'clara', 'deniz', 'esther'], open, unconfirmed), {
      ...{ recipients: 4, push: 1, page: 1, mail: 1, unreachable: 1, unconfirmed: 2 },
      unreachablePeople: ['esther'],
    });
  });

  it('always sum to the recipients, and name everybody whom none of them reaches', () => {
    fc.assert(
      fc.property(setOf(), setOf(), setOf(), setOf(), (people, push, page, mail) => {
        const reach = measureRoads([...people], { push, page, mail }, new Set());
        assert.equal(reach.push + reach.page + reach.mail + reach.unreachable, people.size);
        assert.equal(reach.push, [...people].filter((id) => push.has(id)).length);
        assert.deepEqual(
          reach.unreachablePeople,
          [...people].filter((id) => !push.has(id) && !page.has(id) && !mail.has(id)),
        );
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});

describe('The lines of the audience', () => {
  const roll: Roll = {
    people: ['anna', 'ben', 'clara'].map((id) => ({ id, department: '', sortKey: id })),
    memberships: [
      { teamId: 'early', personId: 'ben' },
      { teamId: 'first-aid', personId: 'ben' },
      { teamId: 'first-aid', personId: 'anna' },
    ],
    nestings: [
      { parentId: 'plant', childId: 'early' },
      { parentId: 'plant', childId: 'first-aid' },
    ],
    teamNames: new Map(),
  };

  it('count the members of each team once, and how many are named again by another line', () => {
    const audience = {
      ...nobody,
      teams: ['plant', 'early'],
      people: ['ben', 'clara'],
      except: { teams: ['first-aid'], people: [] },
    };
    assert.deepEqual(countLines(audience, roll), {
      everyone: 3,
      teams: { plant: 2, early: 1 },
      exceptTeams: { 'first-aid': 2 },
      duplicates: 2,
    });
  });

  it('less the duplicates are the people named, for any directory', () => {
    fc.assert(
      fc.property(rollOf(), audienceOf(), (given, audience) => {
        const { teams, duplicates } = countLines(audience, given);
        const lines = Object.values(teams).reduce((sum, count) => sum + count, 0) + audience.people.length;
        const named = given.people.filter(
          ({ id }) =>
            audience.people.includes(id) || audience.teams.some((team) => isMember(id, team, given)),
        );
        assert.equal(lines - duplicates, named.length);
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});
