import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import { checkFacts, type ChannelFacts } from './channel.ts';
import { holdChannelFor } from './channel-queries.ts';
import { updateFacts } from './channel-store.ts';
import { findBindings } from './member-queries.ts';
import { checkBinding } from './may-open.ts';
import { hideRunOut } from './retention/hide-run-out.ts';

/**
 * Title, purpose and retention of a channel of teams, by a member who might open it. Everybody in it sees it at once.
 * Refuses `not-found`, `forbidden` and `invalid`.
 */
export async function changeChannel(
  house: House,
  actor: Actor,
  channelId: string,
  change: Partial<ChannelFacts>,
): Promise<void> {
  const [now, actorId] = [house.clock.now(), actor.person.id];
  await house.transaction(async (tx) => {
    const channel = await holdChannelFor(tx, actorId, channelId);
    const [binding] = await findBindings(tx, [channelId]);
    if (channel.kind === 'direct' || !binding) throw new Refusal('forbidden', 'conversation-unchangeable');
    await checkBinding(tx, actor, binding.teamIds);
    const { title, purpose, retention } = { ...channel, ...change };
    const facts = checkFacts({ title: title ?? '', purpose, retention });
    await hideRunOut(tx, house.changes, channel, now);
    await updateFacts(tx, channelId, facts);
    await house.changes.append(tx, 'channel:changed', { channelId });
    await recordAudit(tx, {
      ...{ at: now, actorId, action: 'channel:changed', subject: channelId },
      details: { before: { title: channel.title, retention: channel.retention }, after: facts },
    });
  });
}
