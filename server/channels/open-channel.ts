import { audienceLock } from '../announcements/audience.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { fillChannel } from './adjust-members.ts';
import { checkFacts, type ChannelFacts, type History } from './channel.ts';
import { insertChannel, insertChannelTeams } from './channel-store.ts';
import { checkBinding } from './may-open.ts';

type NewChannel = ChannelFacts & { teamIds: string[]; history: History };

/**
 * Opens a channel for teams; whoever is in one of them is in it, and nobody else. Answers its id. Refuses `forbidden`,
 * and `invalid` for what is missing, too long, or a team that is not his to bind.
 */
export async function openChannel(house: House, actor: Actor, given: NewChannel): Promise<string> {
  const facts = checkFacts(given);
  const teamIds = [...new Set(given.teamIds)];
  const { history } = given;
  const [id, now, actorId] = [newId(), house.clock.now(), actor.person.id];
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    await checkBinding(tx, actor, teamIds);
    await insertChannel(tx, {
      ...{ id, kind: 'team', content: 'text', ...facts, history, participantsKey: null },
      ...{ openedBy: actorId, openedAt: now, lastSeq: 0, revision: 0, firstSeq: 1, lastPostedAt: null },
    });
    await insertChannelTeams(tx, id, teamIds);
    const personIds = await fillChannel(tx, id, now);
    await house.changes.append(tx, 'membership:changed', { personIds });
    const details = { title: facts.title, teams: teamIds, history, retention: facts.retention };
    await recordAudit(tx, { at: now, actorId, action: 'channel:opened', subject: id, details });
  });
  return id;
}
