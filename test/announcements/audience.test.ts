import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Audience,
  namesNobody,
  nobody,
  resolveAudience,
  type Roll,
} from '../../server/announcements/audience.ts';
import { audienceOf, rollOf } from '../support/arbitrary-roll.ts';
import { isAddressed } from '../support/naive-audience.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const roll: Roll = {
  people: ['anna', 'ben', 'clara', 'deniz', 'esther'].map((id) => ({ id, department: '', sortKey: id })),
  memberships: [
    { teamId: 'early', personId: 'ben' },
    { teamId: 'first-aid', personId: 'ben' },
    { teamId: 'ward', personId: 'clara' },
    { teamId: 'night', personId: 'deniz' },
  ],
  // first-aid stands in north and south, which both stand in plants: a diamond.
  nestings: [
    { parentId: 'plants', childId: 'north' },
    { parentId: 'plants', childId: 'south' },
    { parentId: 'north', childId: 'early' },
    { parentId: 'north', childId: 'first-aid' },
    { parentId: 'south', childId: 'first-aid' },
    { parentId: 'south', childId: 'night' },
  ],
  teamNames: new Map(
    Object.entries({
      plants: 'Plants',
      north: 'North',
      south: 'South',
      early: 'Early',
      night: 'Night',
    }).concat([
      ['first-aid', 'First aid'],
      ['ward', 'Ward'],
    ]),
  ),
};
const resolve = (audience: Partial<Audience>, on = roll) => resolveAudience({ ...nobody, ...audience }, on);
const who = (audience: Partial<Audience>, on = roll) => resolve(audience, on).map(({ personId }) => personId);

describe('An audience', () => {
  it('reaches through nested teams, each person once', () => {
    assert.deepEqual(who({ teams: ['plants'] }), ['ben', 'deniz']);
    assert.deepEqual(who({ teams: ['north', 'south', 'early'], people: ['ben'] }), ['ben', 'deniz']);
  });

  it('of everyone is everyone, in a team or not', () => {
    assert.equal(who({ everyone: true }).length, roll.people.length);
    assert.equal(resolve({ everyone: true }).find(({ personId }) => personId === 'esther')?.teamId, null);
  });

  it('is not led astray by teams that stand in each other', () => {
    const nestings = [
      ...roll.nestings,
      { parentId: 'early', childId: 'plants' },
      { parentId: 'ward', childId: 'ward' },
    ];
    assert.deepEqual(who({ teams: ['early'] }, { ...roll, nestings }), ['ben', 'deniz']);
    assert.deepEqual(who({ teams: ['ward'] }, { ...roll, nestings }), ['clara']);
  });

  it('never reaches whom it excludes, by name or by a team however deep', () => {
    const except = (teams: string[], people: string[] = []) => ({ except: { teams, people } });
    assert.deepEqual(who({ everyone: true, people: ['ben'], ...except(['north']) }), [
      'anna',
      'clara',
      'deniz',
      'esther',
    ]);
    assert.deepEqual(who({ teams: ['plants'], ...except(['plants']) }), []);
    assert.deepEqual(who({ teams: ['plants'], people: ['clara'], ...except([], ['clara', 'ben']) }), [
      'deniz',
    ]);
  });

  it('addresses a member as member of an addressed team: his department first, then the first by name', () => {
    const teamOf = (audience: Partial<Audience>, on = roll) =>
      resolve(audience, on).find(({ personId }) => personId === 'ben')?.teamId;
    const inEarly = { ...roll, people: [{ id: 'ben', department: 'Early', sortKey: 'ben' }] };
    const inFirstAid = { ...roll, people: [{ id: 'ben', department: 'First aid', sortKey: 'ben' }] };
    assert.equal(teamOf({ teams: ['plants'] }), 'early');
    assert.equal(teamOf({ teams: ['south'] }, inEarly), 'first-aid');
    assert.equal(teamOf({ teams: ['plants'] }, inFirstAid), 'first-aid');
    assert.equal(teamOf({ people: ['ben'] }, inFirstAid), 'first-aid');
    assert.equal(teamOf({ everyone: true }), 'early');
  });

  it('addresses a member by the first team by name, wherever it stands in the roll', () => {
    const on = (teams: string[], teamNames: [string, string][]): Roll => ({
      ...{ people: roll.people.filter(({ id }) => id === 'ben'), nestings: [] },
      memberships: teams.map((teamId) => ({ teamId, personId: 'ben' })),
      teamNames: new Map(teamNames),
    });
    const teamOf = (given: Roll) => resolve({ everyone: true }, given)[0]?.teamId;
    const named: [string, string][] = [
      ['a', 'Ward'],
      ['b', 'Assembly'],
      ['c', 'Ward'],
    ];
    assert.equal(teamOf(on(['a', 'b'], named)), 'b');
    assert.equal(teamOf(on(['c', 'a'], named)), 'c', 'of two that are called the same, the first');
    assert.equal(teamOf(on(['b', 'unnamed'], named)), 'unnamed');
  });

  it('that is nobody has no line at all', () => {
    const none = { teams: [], people: [] };
    assert.deepEqual(nobody, { everyone: false, ...none, except: none });
  });

  it('names nobody only when all its lines are empty', () => {
    assert.equal(namesNobody(nobody), true);
    assert.equal(namesNobody({ ...nobody, except: { teams: ['ward'], people: ['ben'] } }), true);
    for (const line of [{ everyone: true }, { teams: ['ward'] }, { people: ['ben'] }]) {
      assert.equal(namesNobody({ ...nobody, ...line }), false);
    }
  });

  it('is what a slow and simple reckoning says, for any teams in any order', () => {
    fc.assert(
      fc.property(rollOf(), audienceOf(), (given, audience) => {
        const resolved = resolveAudience(audience, given);
        const expected = given.people.map(({ id }) => id).filter((id) => isAddressed(id, audience, given));
        assert.deepEqual(
          resolved.map(({ personId }) => personId),
          expected,
        );
        for (const { personId, teamId } of resolved) {
          const own = given.memberships.filter((membership) => membership.personId === personId);
          if (teamId === null) assert.deepEqual(own, []);
          else assert.ok(own.some((membership) => membership.teamId === teamId));
        }
      }),
      { seed, numRuns: numberOfRuns(500) },
    );
  });
});
