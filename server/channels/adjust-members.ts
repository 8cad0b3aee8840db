import { listMemberships, listNestings } from '../directory/team-queries.ts';
import { resolveTeams } from '../directory/resolved-teams.ts';
import type { Transaction } from '../platform/db/database.ts';
import { defaultNotices, directMembers, firstSeqFor } from './channel.ts';
import { holdChannels } from './channel-queries.ts';
import { findBindings, holdMembers, listBindings, listPlaces, placeKey } from './member-queries.ts';
import { deleteMembers, insertMembers } from './member-store.ts';

type Place = { channelId: string; personId: string };
type Binding = Awaited<ReturnType<typeof listBindings>>[number];

/**
 * Brings the channels into line with the teams in which these people are now, in the same transaction, whose caller
 * holds the `audienceLock`: who is out is out with it, who is in sees what the channel shows a newcomer. Answers whom
 * else it has moved: those who were in a conversation with somebody.
 */
export async function adjustMembers(tx: Transaction, personIds: string[], now: number): Promise<string[]> {
  const teamsOf = await readTeams(tx, personIds);
  const teamIds = [...new Set([...teamsOf.values()].flatMap((teams) => [...teams]))];
  const moved = await settle(
    tx,
    await listBindings(tx, personIds, teamIds),
    new Set(personIds),
    teamsOf,
    now,
  );
  return moved.filter((personId) => !personIds.includes(personId));
}

/** Everybody who belongs into a channel that was just opened; answers who that is. */
export async function fillChannel(tx: Transaction, channelId: string, now: number): Promise<string[]> {
  const bindings = await findBindings(tx, [channelId]);
  const teamsOf = await readTeams(tx);
  return settle(tx, bindings, new Set(teamsOf.keys()), teamsOf, now);
}

/** The teams of these people or of all, those around them included. */
async function readTeams(tx: Transaction, personIds?: string[]): Promise<Map<string, Set<string>>> {
  const memberships = await listMemberships(tx, personIds);
  const nestings = await listNestings(tx);
  return resolveTeams(
    memberships.map(({ teamId, personId }) => ({ team: teamId, member: personId })),
    nestings.map(({ parentId, childId }) => ({ team: parentId, member: childId })),
  );
}

async function settle(
  tx: Transaction,
  bindings: Binding[],
  concerned: Set<string>,
  teamsOf: Map<string, Set<string>>,
  now: number,
): Promise<string[]> {
  if (bindings.length === 0) return [];
  // In a direct conversation the others stay or go with the one who moves.
  const others = bindings.flatMap(({ participants }) => participants).filter((id) => !concerned.has(id));
  const allTeams = new Map([...teamsOf, ...(others.length > 0 ? await readTeams(tx, others) : [])]);
  const people = [...concerned, ...others];
  const places = new Map((await listPlaces(tx, people)).map((place) => [placeKey(place), place]));
  const joins: Place[] = [];
  const leaves: Place[] = [];
  for (const binding of bindings) {
    const belonging = belongingTo(binding, people, allTeams);
    for (const personId of binding.kind === 'direct' ? binding.participants : concerned) {
      const place = { channelId: binding.channelId, personId };
      const isIn = places.has(placeKey(place));
      if (belonging.has(personId) && !isIn) joins.push(place);
      if (!belonging.has(personId) && isIn) leaves.push(place);
    }
  }
  const channels = await holdChannels(tx, [
    ...new Set([...joins, ...leaves].map(({ channelId }) => channelId)),
  ]);
  // In the order in which those who read hold theirs: they hold no channel.
  await holdMembers(tx, leaves);
  await deleteMembers(tx, leaves);
  const members = joins.flatMap((place) => {
    const channel = channels.get(place.channelId);
    if (!channel) return [];
    const { lastSeq } = channel;
    const notices = defaultNotices[channel.kind];
    return [{ ...place, firstSeq: firstSeqFor(channel), readSeq: lastSeq, seenSeq: lastSeq, notices }];
  });
  await insertMembers(tx, members, now);
  return [...new Set([...joins, ...leaves].map(({ personId }) => personId))];
}

function belongingTo(
  { kind, teamIds, participants }: Binding,
  people: string[],
  teamsOf: Map<string, Set<string>>,
): Set<string> {
  if (kind === 'direct') return new Set(directMembers(participants, teamsOf));
  return new Set(people.filter((personId) => teamIds.some((team) => teamsOf.get(personId)?.has(team))));
}
