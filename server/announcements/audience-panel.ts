import { mayAddressTeam, type Addressable } from '../directory/addressable.ts';
import { countPeople, findPeople, searchPeople } from '../directory/directory-queries.ts';
import { listNestings, listTeamsWithCounts } from '../directory/team-queries.ts';
import { orderAsTree } from '../directory/team-tree.ts';
import { fold } from '../platform/fold.ts';
import type { House } from '../umlauf.ts';
import { namesNobody, type Audience } from './audience.ts';
import type { Ledger } from './reach.ts';
import { findLedger, type NamedReach } from './reach-queries.ts';
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
type ShownReach = NamedReach & {
  reachable: number;
  /** How many of the unreachable are not named here. */
  unnamed: number;
  isUnfolded: boolean;
  duplicates: number;
  notNamed: number;
  checkedAt: number;
};
type Described = { audience: NamedAudience; everyoneCount: number; reach: ShownReach | null };
type Found = {
  id: string;
  name: string;
  note: string;
  count: number | null;
  chosen: boolean;
  excluded: boolean;
};

/** What the choice of recipients shows: the ledger, the reach, the tree of teams, what was searched for. */
export function createAudiencePanel(house: Pick<House, 'db' | 'clock' | 'config'>) {
  const { db, clock } = house;

  /** The ledger with the reach beneath it; no reach while it names nobody. */
  async function describe(audience: Audience): Promise<Described> {
    if (isEmpty(audience)) return { audience: noLines, everyoneCount: await countPeople(db), reach: null };
    const { ledger, teamNames, reach } = await findLedger(house, audience, mostNamed);
    const lines = await nameLines(audience, ledger, teamNames);
    const described = { audience: lines, everyoneCount: ledger.everyone };
    if (namesNobody(audience)) return { ...described, reach: null };
    const surplus = sumOf(lines, ledger.everyone) - reach.recipients;
    return {
      ...described,
      reach: {
        ...reach,
        reachable: reach.recipients - reach.unreachable,
        unnamed: reach.unreachable - reach.unreachablePeople.length,
        isUnfolded: reach.unreachable <= mostUnfolded,
        duplicates: Math.max(surplus, 0),
        notNamed: Math.max(-surplus, 0),
        checkedAt: clock.now(),
      },
    };
  }

  // Who has gone meanwhile is no line of it any more.
  async function nameLines(
    { everyone, teams, people, except }: Audience,
    ledger: Ledger,
    teamNames: Map<string, string>,
  ): Promise<NamedAudience> {
    const known = new Map(
      (await findPeople(db, [...people, ...except.people])).map((person) => [person.id, person]),
    );
    const teamRows = (ids: string[], counts: Record<string, number>): Row[] =>
      ids
        .filter((id) => teamNames.has(id))
        .map((id) => ({ id, name: teamNames.get(id) ?? '', count: counts[id] ?? 0 }));
    const personRows = (ids: string[]): Row[] =>
      ids.flatMap((id) => known.get(id) ?? []).map(({ id, name }) => ({ id, name, count: 1 }));
    return {
      everyone,
      teams: teamRows(teams, ledger.teams),
      people: personRows(people),
      exceptTeams: teamRows(except.teams, ledger.exceptTeams),
      exceptPeople: personRows(except.people),
    };
  }

  const listTeams = async (addressable: Addressable) =>
    (await listTeamsWithCounts(db)).filter(({ id }) => mayAddressTeam(addressable, id));

  async function listTree(audience: Audience, addressable: Addressable): Promise<TeamChoice[]> {
    return nestTeams(orderAsTree(await listTeams(addressable), await listNestings(db)), audience);
  }

  /** Teams and people that may be addressed and whose names have all words of `q`. */
  async function find(
    q: string,
    audience: Audience,
    addressable: Addressable,
  ): Promise<{ teamsFound: Found[]; peopleFound: Found[] }> {
    const words = fold(q).split(/\s+/).filter(Boolean);
    if (words.length === 0) return { teamsFound: [], peopleFound: [] };
    const teams = (await listTeams(addressable)).filter(({ name }) =>
      words.every((word) => fold(name).includes(word)),
    );
    const people = await searchPeople(db, { q, limit: mostFound, among: addressable });
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

const noLines: NamedAudience = {
  everyone: false,
  teams: [],
  people: [],
  exceptTeams: [],
  exceptPeople: [],
};

const isEmpty = (audience: Audience): boolean =>
  namesNobody(audience) && audience.except.teams.length === 0 && audience.except.people.length === 0;

/** What the lines of the ledger say together; that people are counted once, its last line must put right. */
function sumOf(lines: NamedAudience, everyoneCount: number): number {
  const sum = (rows: Row[]) => rows.reduce((total, { count }) => total + count, 0);
  const included = (lines.everyone ? everyoneCount : 0) + sum(lines.teams) + sum(lines.people);
  return included - sum(lines.exceptTeams) - sum(lines.exceptPeople);
}
