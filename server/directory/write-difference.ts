import { settleMemberships } from './settle-memberships.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { insertPeople, insertTeams } from './directory-store.ts';
import type { Person } from './person.ts';
import { revokeAccess } from './revoke-access.ts';
import type { RosterPerson } from './roster.ts';
import type { Link, RosterDifference } from './roster-difference.ts';
import {
  handToDirectory,
  markTeamsGone,
  updatePeople,
  updateTeams,
  writeMemberships,
  writeNestings,
  writeOwners,
  type LinkIds,
} from './roster-store.ts';

/** Those of whom a difference speaks, as they are known here. */
export type Concerned = {
  people: { id: string; sourceId: string; language: string }[];
  teams: { id: string; sourceId: string }[];
};

type Writing = { source: string; actorId: string | null; now: number; seenAt: number };

/** Makes the house what the directory says, inside the caller's transaction, which holds the `audienceLock`. */
export async function writeDifference(
  house: House,
  tx: Transaction,
  known: Concerned,
  difference: RosterDifference,
  { source, actorId, now, seenAt }: Writing,
): Promise<void> {
  const { newcomers, returners, changed, leavers } = difference;
  const personId = identify([...known.people, ...newcomers.map(withId)]);
  const teamId = identify([...known.teams, ...difference.newTeams.map(withId)]);
  const languages = new Map(known.people.map(({ sourceId, language }) => [sourceId, language]));
  const toPerson = (person: RosterPerson): Person => ({
    ...person,
    id: personId(person.sourceId),
    language: person.language ?? languages.get(person.sourceId) ?? house.config.defaultLanguage,
  });
  const idsOf = (people: { sourceId: string }[]) => people.map(({ sourceId }) => personId(sourceId));

  const why = new Map(leavers.map((leaver) => [personId(leaver.sourceId), leaver.why]));
  await revokeAccess(house, tx, idsOf(leavers), {
    ...{ actorId, how: 'directory' },
    details: (id) => ({ source, why: why.get(id), seenAt }),
  });
  await handToDirectory(tx, difference.closedThereToo.map(personId));
  await updatePeople(tx, [...changed, ...returners].map(toPerson));
  const sourced = newcomers.map((person) => ({
    ...toPerson(person),
    source,
    sourceId: person.sourceId,
  }));
  await insertPeople(tx, sourced, now);
  await insertTeams(
    tx,
    difference.newTeams.map((team) => ({ ...team, id: teamId(team.sourceId), source })),
  );
  await updateTeams(
    tx,
    difference.changedTeams.map(({ sourceId, name, dn }) => ({ id: teamId(sourceId), name, dn })),
  );
  await markTeamsGone(
    tx,
    difference.goneTeams.map(({ sourceId }) => teamId(sourceId)),
    now,
  );
  faultPoint('roster-half-written');
  const ofPeople = ({ team, member }: Link) => ({ team: teamId(team), member: personId(member) });
  const ofTeams = ({ team, member }: Link) => ({ team: teamId(team), member: teamId(member) });
  const joins = difference.joins.map(ofPeople);
  const leaves = difference.leaves.map(ofPeople);
  await writeMemberships(tx, { added: joins, removed: leaves }, now);
  const nested = difference.nested.map(ofTeams);
  const unnested = difference.unnested.map(ofTeams);
  await writeNestings(tx, { added: nested, removed: unnested });
  const owned = difference.owned.map(ofPeople);
  const disowned = difference.disowned.map(ofPeople);
  await writeOwners(tx, { added: owned, removed: disowned });

  const moved = difference.moved.map(personId);
  await settleMemberships(tx, house, [...new Set([...moved, ...idsOf([...newcomers, ...returners])])], now);
  if (moved.length > 0) await house.changes.append(tx, 'membership:changed', { personIds: moved });
  // Whoever owns a team may publish to it, from his next request on.
  const owning = [...owned, ...disowned].map(({ member }) => member);
  const renewed = [...new Set([...idsOf([...changed, ...returners]), ...owning])];
  if (renewed.length > 0) await house.changes.append(tx, 'person:changed', { personIds: renewed });
  const ids = { newcomers: idsOf(newcomers), returners: idsOf(returners), changed: idsOf(changed) };
  const links = { joins, leaves, nested, unnested, owned, disowned };
  await recordAudit(tx, {
    ...{ at: now, actorId, action: 'directory:applied', subject: source },
    details: {
      ...{ ...ids, leavers: idsOf(leavers), closedThereToo: difference.closedThereToo.map(personId) },
      ...Object.fromEntries(Object.entries(links).map(([name, list]) => [name, byTeam(list)])),
      newTeams: difference.newTeams.map(({ sourceId }) => teamId(sourceId)),
      changedTeams: difference.changedTeams.map(({ sourceId, name }) => ({ id: teamId(sourceId), name })),
      goneTeams: difference.goneTeams.map(({ sourceId }) => teamId(sourceId)),
    },
  });
}

const withId = ({ sourceId }: { sourceId: string }) => ({ sourceId, id: newId() });

function identify(things: { sourceId: string; id: string }[]): (sourceId: string) => string {
  const ids = new Map(things.map(({ sourceId, id }) => [sourceId, id]));
  return (sourceId) => {
    const id = ids.get(sourceId);
    if (id === undefined) throw new Error(`a difference names the unknown key ${sourceId}`);
    return id;
  };
}

function byTeam(links: LinkIds[]): Record<string, string[]> {
  const members: Record<string, string[]> = {};
  for (const { team, member } of links) (members[team] ??= []).push(member);
  return members;
}
