import type { Request, Response } from 'express';
import { z } from 'zod';
import { withTeamsInside } from '../directory/team-nesting.ts';
import { listNestings } from '../directory/team-queries.ts';
import { parse } from '../platform/http/parse.ts';
import { isGroup, roleNames } from '../sign-in/actor.ts';
import { roleGroups } from '../sign-in/role-groups.ts';
import { listSignInLinks, type SignInLinkView } from '../sign-in/sign-in-link-queries.ts';
import type { Umlauf } from '../umlauf.ts';
import { describeSource } from './describe-source.ts';
import { showAdministration } from './show-administration.ts';
import { countPeopleIn, listTeamsInSight } from './team-queries.ts';

const mostLinks = 20;
const pageQuery = z.object({ done: z.literal('link').nullable().default(null).catch(null) });

/** What gives the three roles, whether it is there and to how many; and the ways past the company's sign-in. */
export async function showRoles(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { done } = parse(pageQuery, request.query);
  const now = umlauf.clock.now();
  await showAdministration(
    umlauf,
    request,
    response,
    'roles',
    { section: 'roles', title: 'administration.roles' },
    {
      done,
      roles: await describeRoles(umlauf),
      links: (await listSignInLinks(umlauf.db, mostLinks)).map((link) => ({
        ...link,
        state: stateOf(link, now),
      })),
    },
  );
}

async function describeRoles(umlauf: Umlauf) {
  const { db } = umlauf;
  const groups = roleGroups(umlauf);
  const [teams, nestings] = [await listTeamsInSight(db), await listNestings(db)];
  const roles = [];
  for (const role of roleNames) {
    const named = groups[role].map((group) => ({
      group,
      teams: teams.filter(isGroup(group)).map((team) => ({ ...team, source: describeSource(team.source) })),
    }));
    const ids = named.flatMap((one) => one.teams.map(({ id }) => id));
    roles.push({
      role,
      setting: `ROLE_${role.toUpperCase()}_GROUPS`,
      groups: named,
      people: await countPeopleIn(db, [...withTeamsInside(ids, nestings)]),
    });
  }
  return roles;
}

function stateOf({ usedAt, endedAt, expiresAt }: SignInLinkView, now: number) {
  if (usedAt !== null) return 'used';
  if (endedAt !== null) return 'ended';
  return expiresAt <= now ? 'expired' : 'open';
}
