import type { Transaction } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { OwnChannel } from './channel.ts';
import { holdChannelFor } from './channel-queries.ts';
import { raiseChannels } from './channel-store.ts';
import type { Message } from './message.ts';
import { findMessageFor, listReplies } from './message-queries.ts';
import { raiseMessages } from './message-store.ts';

export type MessagePlace = { channelId: string; seq: number };

type Held = { channel: OwnChannel; message: Message; revision: number; now: number };

/**
 * What every change of a message shares, in one transaction: the channel held, the message as this person sees it, the
 * next revision, given to those too that quote it, and everybody told. `change` answers whether anything has changed.
 * Refuses `not-found`, and `too-many` for a flood. Answers the message as it is then.
 */
export async function changeMessage(
  house: House,
  personId: string,
  place: MessagePlace,
  change: (tx: Transaction, held: Held) => Promise<{ quotes: boolean } | null>,
): Promise<Message> {
  if (!house.postAllowance.take(personId)) throw new Refusal('too-many', 'too-many-changes');
  const now = house.clock.now();
  const seen = { personId, channelId: place.channelId, now };
  return house.transaction(async (tx) => {
    const channel = await holdChannelFor(tx, personId, place.channelId);
    const message = await findMessageFor(tx, seen, place.seq);
    if (!message) throw new Refusal('not-found');
    const revision = channel.revision + 1;
    const changed = await change(tx, { channel, message, revision, now });
    if (!changed) return message;
    const seqs = [place.seq, ...(changed.quotes ? await listReplies(tx, place) : [])];
    await raiseMessages(tx, { channelId: channel.id, seqs, revision });
    await raiseChannels(tx, [{ ...channel, revision }]);
    // One event for all: whoever hears of the revision fetches what has it, those that quote the message as well.
    await house.changes.append(tx, 'message:changed', { channelId: channel.id, seq: place.seq, revision });
    const after = await findMessageFor(tx, seen, place.seq);
    if (!after) throw new Refusal('not-found');
    return after;
  });
}
