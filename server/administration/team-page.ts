import type { Request, Response } from 'express';
import { z } from 'zod';
import { createWayFinder } from '../directory/membership-ways.ts';
import type { Nesting } from '../directory/person.ts';
import { withTeamsInside } from '../directory/team-nesting.ts';
import { listMemberships, listNestings } from '../directory/team-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { pageQuery as listQuery, parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { isGroup, roleNames } from '../sign-in/actor.ts';
import { roleGroups } from '../sign-in/role-groups.ts';
import type { Umlauf } from '../umlauf.ts';
import { describeWays } from './describe-membership.ts';
import { describeSource } from './describe-source.ts';
import { pathWith, showAdministration } from './show-administration.ts';
import {
  countPeopleIn,
  listOwners,
  listPeopleIn,
  listTeamsInSight,
  type TeamInSight,
} from './team-queries.ts';

const pageQuery = z.object(listQuery);

/** One team: where it comes from, what stands in it and around it, and a page of its members with how they come in. */
export async function showTeam(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db } = umlauf;
  const teamId = pathId(request.params['id']);
  const { limit, after } = parse(pageQuery, request.query);
  const [team] = await listTeamsInSight(db, [teamId]);
  if (!team) throw new Refusal('not-found', 'unknown-team');
  const nestings = await listNestings(db);
  const inside = [...withTeamsInside([teamId], nestings)];
  const around = [...createWayFinder(nestings)([teamId]).keys()];
  const known = await listTeamsInSight(db, [...inside, ...around]);
  const page = await listMembers(db, { teamId, inside, nestings, known, limit, after });
  const pathOf = (place: Record<string, string>) => pathWith(`/administration/teams/${teamId}`, place);
  const size = limit === listQuery.limit.parse(undefined) ? {} : { limit: String(limit) };
  await showAdministration(
    umlauf,
    request,
    response,
    'team',
    { section: 'teams', title: '', titleText: team.name },
    {
      team,
      source: describeSource(team.source),
      owners: await listOwners(db, teamId),
      ...(await listNeighbours(db, teamId, { nestings, known })),
      gives: givenBy(
        known.filter(({ id }) => around.includes(id)),
        umlauf,
      ),
      count: await countPeopleIn(db, inside),
      members: page.items,
      firstPath: after === undefined ? null : pathOf(size),
      nextPath: page.next === null ? null : pathOf({ ...size, after: page.next }),
    },
  );
}

type Asked = {
  teamId: string;
  inside: string[];
  nestings: Nesting[];
  known: TeamInSight[];
  limit: number;
  after: string | undefined;
};

async function listMembers(db: Db, { teamId, inside, nestings, known, limit, after }: Asked) {
  const page = pageOf(await listPeopleIn(db, inside, { after, limit: limit + 1 }), limit, ({ id }) => id);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const among = new Set(inside);
  const direct = new Map<string, string[]>();
  for (const membership of await listMemberships(
    db,
    page.items.map(({ id }) => id),
  )) {
    if (!among.has(membership.teamId)) continue;
    direct.set(membership.personId, [...(direct.get(membership.personId) ?? []), membership.teamId]);
  }
  const findWays = createWayFinder(nestings);
  return {
    next: page.next,
    items: page.items.map((person) => {
      const ways = findWays(direct.get(person.id) ?? []).get(teamId);
      return { ...person, ways: describeWays(ways ?? { isDirect: false, through: [] }, names) };
    }),
  };
}

type Surroundings = { nestings: Nesting[]; known: TeamInSight[] };

/** The teams that stand right in it, with their counts, and those in which it stands right itself. */
async function listNeighbours(db: Db, teamId: string, { nestings, known }: Surroundings) {
  const children = new Set(
    nestings.filter(({ parentId }) => parentId === teamId).map(({ childId }) => childId),
  );
  const parents = new Set(
    nestings.filter(({ childId }) => childId === teamId).map(({ parentId }) => parentId),
  );
  const nested = [];
  for (const { id, name } of known.filter((team) => children.has(team.id)))
    nested.push({ id, name, members: await countPeopleIn(db, [...withTeamsInside([id], nestings)]) });
  return { nested, parents: known.filter(({ id }) => parents.has(id)) };
}

/** The roles that its members have because of it, or of a team in which it stands. */
function givenBy(around: TeamInSight[], umlauf: Umlauf) {
  const groups = roleGroups(umlauf);
  return roleNames
    .map((role) => ({
      role,
      from: around.filter((team) => groups[role].some((group) => isGroup(group)(team))),
    }))
    .filter(({ from }) => from.length > 0);
}
