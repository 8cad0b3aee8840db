import type { Request, Response } from 'express';
import { z } from 'zod';
import { createWayFinder } from '../directory/membership-ways.ts';
import { listMemberships, listNestings } from '../directory/team-queries.ts';
import { parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { isGroup, roleNames } from '../sign-in/actor.ts';
import { listAliveDevices } from '../sign-in/alive-device-queries.ts';
import { deviceKind } from '../sign-in/device-label.ts';
import { actorOf } from '../sign-in/guards.ts';
import { roleGroups } from '../sign-in/role-groups.ts';
import { isUnconfirmed } from '../delivery/subscription.ts';
import { listTokens } from '../sign-in/token-queries.ts';
import type { Umlauf } from '../umlauf.ts';
import { describeMemberships } from './describe-membership.ts';
import { describeSource } from './describe-source.ts';
import { findLeavings } from './leaver-queries.ts';
import { findPersonInDetail } from './people-queries.ts';
import { showAdministration } from './show-administration.ts';
import { listTeamsInSight } from './team-queries.ts';

const pageQuery = z.object({
  done: z.enum(['device', 'access', 'token', 'closed']).nullable().default(null).catch(null),
});

/**
 * One person as IT needs it: where each membership and role comes from, and what is signed in. Nothing of what the
 * person reads or does.
 */
export async function showPerson(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db } = umlauf;
  const actor = actorOf(request);
  const { done } = parse(pageQuery, request.query);
  const person = await findPersonInDetail(db, pathId(request.params['id']));
  if (!person) throw new Refusal('not-found', 'unknown-person');
  const leaving = person.leftAt === null ? null : (await findLeavings(db, [person.id])).get(person.id);
  await showAdministration(
    umlauf,
    request,
    response,
    'person',
    { section: 'people', title: '', titleText: person.name },
    {
      ...{ subject: person, source: describeSource(person.source), leaving: leaving ?? null, done },
      isOneself: person.id === actor.person.id,
      ...(await describeTeamsAndRoles(umlauf, person.id)),
      devices: await describeDevices(umlauf, person.id, actor.session?.deviceId),
      tokens: await listTokens(db, person.id, umlauf.clock.now()),
    },
  );
}

async function describeTeamsAndRoles(umlauf: Umlauf, personId: string) {
  const { db } = umlauf;
  const direct = (await listMemberships(db, [personId])).map(({ teamId }) => teamId);
  const ways = createWayFinder(await listNestings(db))(direct);
  const teams = describeMemberships(await listTeamsInSight(db, [...ways.keys()]), ways);
  const groups = roleGroups(umlauf);
  const roles = roleNames.map((role) => ({
    role,
    from: teams.filter((team) => groups[role].some((group) => isGroup(group)(team))),
  }));
  return {
    teams: teams.map((team) => ({ ...team, source: describeSource(team.source) })),
    roles: roles.filter(({ from }) => from.length > 0),
  };
}

async function describeDevices({ db, clock }: Umlauf, personId: string, hereId: string | undefined) {
  const now = clock.now();
  return (await listAliveDevices(db, personId, now)).map((device) => ({
    ...device,
    kind: deviceKind(device.label),
    isHere: device.id === hereId,
    isSilent: device.pushHeardAt !== null && isUnconfirmed(device.pushHeardAt, now),
  }));
}
