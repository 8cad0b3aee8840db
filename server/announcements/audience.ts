import { mayAddressPerson, mayAddressTeam, type Addressable } from '../directory/addressable.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Nesting } from '../directory/person.ts';
import { withTeamsInside } from '../directory/team-nesting.ts';

/** The rule that names recipients; exclusions win. */
export type Audience = {
  everyone: boolean;
  teams: string[];
  people: string[];
  except: { teams: string[]; people: string[] };
};

/**
 * Releasing and changing memberships take turns: otherwise who joins at the instant of a release would be seen by
 * neither, and skipped.
 */
export const audienceLock = 'audience';

export const nobody: Audience = { everyone: false, teams: [], people: [], except: { teams: [], people: [] } };

export const namesNobody = (audience: Audience): boolean =>
  !audience.everyone && audience.teams.length === 0 && audience.people.length === 0;

/** Where people are known only once they have signed in, nobody can say that everyone was told. */
export function checkEveryone(audience: Audience, isEveryoneKnown: boolean): void {
  if (audience.everyone && !isEveryoneKnown)
    throw new Refusal('invalid', 'everyone-unknown', { field: 'audience' });
}

const beyondOwnTeams = () => new Refusal('forbidden', 'beyond-own-teams', { field: 'audience' });

/** Who answers for some teams only addresses nobody else. Refuses `forbidden`. */
export function checkAddressable(audience: Audience, addressable: Addressable): void {
  const clipped = clipAudience(audience, addressable);
  const size = ({ everyone, teams, people, except }: Audience) =>
    Number(everyone) + teams.length + people.length + except.teams.length + except.people.length;
  if (size(clipped) < size(audience)) throw beyondOwnTeams();
}

/**
 * The same of what was addressed once: of people named one by one some may have moved or left since, but not all of
 * them; and whoever answers for no team any more addresses nobody.
 */
export function isStillAddressable(audience: Audience, addressable: Addressable): boolean {
  const { everyone, teams } = audience;
  const clipped = clipAudience(audience, addressable);
  return clipped.everyone === everyone && clipped.teams.length === teams.length && !namesNobody(clipped);
}

/** Refuses `forbidden`. */
export function checkStillAddressable(audience: Audience, addressable: Addressable): void {
  if (!isStillAddressable(audience, addressable)) throw beyondOwnTeams();
}

/** What of an audience somebody may (still) address. */
export function clipAudience({ everyone, teams, people, except }: Audience, to: Addressable): Audience {
  const isTeam = (id: string) => mayAddressTeam(to, id);
  const isPerson = (id: string) => mayAddressPerson(to, id);
  return {
    everyone: everyone && to === 'everybody',
    teams: teams.filter(isTeam),
    people: people.filter(isPerson),
    except: { teams: except.teams.filter(isTeam), people: except.people.filter(isPerson) },
  };
}

/** The directory as far as an audience needs it. `teamNames` gives the order in which teams are said. */
export type Roll = {
  people: { id: string; department: string; sortKey: string }[];
  memberships: { teamId: string; personId: string }[];
  nestings: Nesting[];
  teamNames: Map<string, string>;
};

/**
 * `teamId`: the team as whose member somebody is addressed, each person in one team only. `sortKey`: the place in
 * the order of names.
 */
export type Addressee = { personId: string; teamId: string | null; sortKey: string };

/** Everyone whom the audience names, each once. */
export function resolveAudience(audience: Audience, roll: Roll): Addressee[] {
  const included = withTeamsInside(audience.teams, roll.nestings);
  const excluded = withTeamsInside(audience.except.teams, roll.nestings);
  const named = new Set(audience.people);
  const excludedPeople = new Set(audience.except.people);
  const teamsOf = new Map<string, string[]>();
  for (const { personId, teamId } of roll.memberships) {
    const known = teamsOf.get(personId);
    if (known) known.push(teamId);
    else teamsOf.set(personId, [teamId]);
  }
  const addressees: Addressee[] = [];
  for (const person of roll.people) {
    const teams = teamsOf.get(person.id) ?? [];
    const addressedTeams = teams.filter((team) => included.has(team));
    const isNamed = audience.everyone || named.has(person.id) || addressedTeams.length > 0;
    const isExcluded = excludedPeople.has(person.id) || teams.some((team) => excluded.has(team));
    if (!isNamed || isExcluded) continue;
    const candidates = addressedTeams.length > 0 ? addressedTeams : teams;
    addressees.push({
      personId: person.id,
      sortKey: person.sortKey,
      teamId: chooseTeam(candidates, person.department, roll.teamNames),
    });
  }
  return addressees;
}

/** The team named like the person's department, or else the first by name. */
function chooseTeam(teams: string[], department: string, names: Map<string, string>): string | null {
  const own = teams.find((team) => names.get(team) === department);
  if (own !== undefined) return own;
  const name = (team: string) => names.get(team) ?? '';
  return teams.reduce<string | null>(
    (first, team) => (first === null || name(team) < name(first) ? team : first),
    null,
  );
}
