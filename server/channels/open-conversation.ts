import { audienceLock } from '../announcements/audience.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { fillChannel } from './adjust-members.ts';
import { mostParticipants, participantsKey } from './channel.ts';
import { findChannelFor, findDirectChannel } from './channel-queries.ts';
import { insertChannel, insertParticipants } from './channel-store.ts';
import { listColleagueIds } from './colleague-queries.ts';
import { defaultRetention } from './retention/retention.ts';

/**
 * The conversation of somebody with one to seven others who share a team with him: the one that they have, or a new
 * one. That there is one is nobody else's business, so no record is made of it. Refuses `invalid`.
 */
export async function openConversation(
  house: House,
  actor: Actor,
  withWhom: string[],
): Promise<{ id: string; isNew: boolean }> {
  const personId = actor.person.id;
  const others = [...new Set(withWhom)].filter((id) => id !== personId);
  if (others.length === 0) throw new Refusal('invalid', 'conversation-alone', { field: 'people' });
  if (others.length >= mostParticipants)
    throw new Refusal('invalid', 'conversation-crowded', {
      field: 'people',
      params: { most: mostParticipants },
    });
  const key = participantsKey([personId, ...others]);
  const now = house.clock.now();
  return house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const colleagues = new Set(await listColleagueIds(tx, personId));
    if (others.some((id) => !colleagues.has(id)))
      throw new Refusal('invalid', 'unknown-person', { field: 'people' });
    const known = await findDirectChannel(tx, key);
    if (known) return { id: known.id, isNew: false };
    const id = newId();
    await insertChannel(tx, {
      ...{ id, kind: 'direct', content: 'text', title: null, purpose: '', history: 'whole' },
      ...{ retention: defaultRetention, participantsKey: key, openedBy: personId, openedAt: now },
      ...{ lastSeq: 0, revision: 0, firstSeq: 1, lastPostedAt: null },
    });
    await insertParticipants(tx, id, [personId, ...others]);
    await fillChannel(tx, id, now);
    await house.changes.append(tx, 'membership:changed', { personIds: [personId, ...others] });
    if (!(await findChannelFor(tx, personId, id))) throw new Refusal('not-found');
    return { id, isNew: true };
  });
}
