import { outcomeOf, type Outcome } from '../platform/batches.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { ReadMark } from './channel.ts';
import { holdMembers, placeKey } from './member-queries.ts';
import { raiseReadMarkers } from './member-store.ts';

type RaisedMark = { channelId: string; personId: string; readSeq: number; seenSeq: number };

/** Raises read markers, never lowers one. Refuses `not-found` for whoever is not in the channel. */
export async function markReadTogether(
  { transaction }: Pick<House, 'transaction'>,
  marks: ReadMark[],
): Promise<Outcome<null>[]> {
  return transaction(async (tx) => {
    const members = await holdMembers(tx, marks);
    const raised = new Map<string, RaisedMark>();
    const outcomes = marks.map(({ channelId, personId, seq, seen }) =>
      outcomeOf(() => {
        const key = placeKey({ channelId, personId });
        const member = members.get(key);
        if (!member) throw new Refusal('not-found');
        const before = raised.get(key) ?? member;
        const readSeq = Math.max(seq, before.readSeq);
        const seenSeq = Math.max(seen, readSeq, before.seenSeq);
        if (readSeq > before.readSeq || seenSeq > before.seenSeq)
          raised.set(key, { channelId, personId, readSeq, seenSeq });
        return null;
      }),
    );
    await raiseReadMarkers(tx, [...raised.values()]);
    return outcomes;
  });
}
