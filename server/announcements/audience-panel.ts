import { countPeople, findPeople, searchPeople } from '../directory/directory-queries.ts';
import { listNestings, listTeamsWithCounts } from '../directory/team-queries.ts';
import { orderAsTree } from '../directory/team-tree.ts';
import { fold } from '../platform/fold.ts';
import type { House } from '../umlauf.ts';
import { namesNobody, type Audience } from './audience.ts';
import { findReach } from './reach-queries.ts';
import { nestTeams, type TeamChoice } from './team-choice.ts';

const mostFound = 20;
const mostNamed = 100;
const mostUnfolded = 10;

type Row = { id: string; name: string; count: number };
export type NamedAudience = {
  everyone: boolean;
  teams: Row[];
  people: Row[];
  exceptTeams: Row[];
  exceptPeople: Row[];
};
type Found = {
  id: string;
  name: string;
  note: string;
  count: number | null;
  chosen: boolean;
  excluded: boolean;
};

/** What the choice of recipients shows: the ledger, the reach, the tree of teams, what was searched for. */
export function createAudiencePanel({ db, clock }: Pick<House, 'db' | 'clock'>) {
  /** Each line of an audience by its name and what it counts. */
  async function nameAudience({ everyone, teams, people, except }: Audience): Promise<NamedAudience> {
    const allTeams = new Map((await listTeamsWithCounts(db)).map((team) => [team.id, team]));
    const known = new Map(
      (await findPeople(db, [...people, ...except.people])).map((person) => [person.id, person]),
    );
    // Who has gone meanwhile is no line of it any more.
    const teamRows = (ids: string[]): Row[] =>
      ids
        .flatMap((id) => allTeams.get(id) ?? [])
        .map(({ id, name, members }) => ({ id, name, count: members }));
    const personRows = (ids: string[]): Row[] =>
      ids.flatMap((id) => known.get(id) ?? []).map(({ id, name }) => ({ id, name, count: 1 }));
    return {
      everyone,
      teams: teamRows(teams),
      people: personRows(people),
      exceptTeams: teamRows(except.teams),
      exceptPeople: personRows(except.people),
    };
  }

  /** Whom it reaches by which road; null while it names nobody. */
  async function measure(audience: Audience, named: NamedAudience, everyoneCount: number) {
    if (namesNobody(audience)) return null;
    const reach = await findReach(db, audience, clock.now());
    const unreachablePeople = reach.unreachablePeople.slice(0, mostNamed);
    const unnamed = reach.unreachable - unreachablePeople.length;
    const isUnfolded = reach.unreachable <= mostUnfolded;
    const surplus = sumOfLines(named, everyoneCount) - reach.recipients;
    const corrections = { duplicates: Math.max(surplus, 0), notNamed: Math.max(-surplus, 0) };
    return { ...reach, unreachablePeople, unnamed, isUnfolded, ...corrections, checkedAt: clock.now() };
  }

  /** The ledger with the reach beneath it. */
  async function describe(audience: Audience) {
    const [named, everyoneCount] = [await nameAudience(audience), await countPeople(db)];
    return { audience: named, reach: await measure(audience, named, everyoneCount), everyoneCount };
  }

  async function listTree(audience: Audience): Promise<TeamChoice[]> {
    return nestTeams(orderAsTree(await listTeamsWithCounts(db), await listNestings(db)), audience);
  }

  /** Teams and people whose names have all words of `q`. */
  async function find(q: string, audience: Audience): Promise<{ teamsFound: Found[]; peopleFound: Found[] }> {
    const words = fold(q).split(/\s+/).filter(Boolean);
    if (words.length === 0) return { teamsFound: [], peopleFound: [] };
    const teams = (await listTeamsWithCounts(db)).filter(({ name }) =>
      words.every((word) => fold(name).includes(word)),
    );
    const people = await searchPeople(db, { q, limit: mostFound });
    return {
      teamsFound: teams.slice(0, mostFound).map(({ id, name, members }) => ({
        ...{ id, name, note: '', count: members },
        ...{ chosen: audience.teams.includes(id), excluded: audience.except.teams.includes(id) },
      })),
      peopleFound: people.map(({ id, name, department }) => ({
        ...{ id, name, note: department, count: null },
        ...{ chosen: audience.people.includes(id), excluded: audience.except.people.includes(id) },
      })),
    };
  }

  return { describe, listTree, find };
}

/** What the lines of the ledger say together; that people are counted once, its last line must put right. */
function sumOfLines(named: NamedAudience, everyoneCount: number): number {
  const sum = (rows: Row[]) => rows.reduce((total, { count }) => total + count, 0);
  const included = (named.everyone ? everyoneCount : 0) + sum(named.teams) + sum(named.people);
  return included - sum(named.exceptTeams) - sum(named.exceptPeople);
}
