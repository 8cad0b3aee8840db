import fc from 'fast-check';
import type { Audience, Roll } from '../../server/announcements/audience.ts';

const people = ['anna', 'ben', 'clara', 'deniz', 'esther', 'fenna'];
const teams = ['t0', 't1', 't2', 't3', 't4', 't5', 't6'];
const names = new Map(teams.map((team, at) => [team, `Team ${at}`]));

const person = fc.constantFrom(...people);
const team = fc.constantFrom(...teams);
const some = <T>(of: fc.Arbitrary<T>, most: number) => fc.uniqueArray(of, { maxLength: most });

/** A directory with nestings at random: chains, diamonds and cycles among them. */
export const rollOf = (): fc.Arbitrary<Roll> =>
  fc.record({
    people: fc.constant(people.map((id) => ({ id, department: 'Team 3', sortKey: id }))),
    memberships: fc.uniqueArray(fc.record({ teamId: team, personId: person }), {
      maxLength: 14,
      selector: ({ teamId, personId }) => `${teamId} ${personId}`,
    }),
    nestings: fc.array(fc.record({ parentId: team, childId: team }), { maxLength: 12 }),
    teamNames: fc.constant(names),
  });

export const audienceOf = (): fc.Arbitrary<Audience> =>
  fc.record({
    everyone: fc.boolean(),
    teams: some(team, 3),
    people: some(person, 3),
    except: fc.record({ teams: some(team, 2), people: some(person, 2) }),
  });
