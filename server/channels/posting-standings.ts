import type { Transaction } from '../platform/db/database.ts';
import { findMembers, placeKey, type Place } from './member-queries.ts';
import { mentionsIn, type Message } from './message.ts';
import { countCallsOfAll, listMessagesNamed, listPostedBefore } from './message-queries.ts';
import { callsCountedMs, type Posting } from './posting.ts';
import { listNames } from '../directory/directory-queries.ts';
import type { ChannelMember } from './channel.ts';

type Standing = {
  member: ChannelMember | undefined;
  known: Message | undefined;
  names: Map<string, string>;
  senderName: string;
  isReplyThere: boolean;
  callsOfAll: number;
};

type Standings = {
  of: (posting: Posting) => Standing;
  /** Whoever is judged after it finds this message there. */
  add: (message: Message) => void;
};

const knownKey = (channelId: string, personId: string, clientMessageId: string): string =>
  `${channelId} ${personId} ${clientMessageId}`;
const seqKey = ({ channelId, seq }: { channelId: string; seq: number }): string =>
  `${channelId} ${String(seq)}`;

/** What stands of the channels, which the caller holds, in which these want to post. */
export async function readStandings(tx: Transaction, postings: Posting[], now: number): Promise<Standings> {
  const mentioned = postings.flatMap(({ channelId, text }) =>
    mentionsIn(text).personIds.map((personId) => ({ channelId, personId })),
  );
  const members = await findMembers(tx, distinct([...postings, ...mentioned]));
  const names = await listNames(tx, [
    ...new Set([...postings, ...mentioned].map(({ personId }) => personId)),
  ]);
  const known = new Map(
    (await listPostedBefore(tx, postings)).map((message) => [
      knownKey(message.channelId, message.sender.id, message.clientMessageId),
      message,
    ]),
  );
  const quoted = postings.flatMap(({ channelId, replyToSeq }) =>
    replyToSeq === null ? [] : [{ channelId, seq: replyToSeq }],
  );
  const there = new Map(
    (await listMessagesNamed(tx, quoted)).map((message) => [seqKey(message), message.deletedAt === null]),
  );
  const calls = await countCalls(tx, postings, now);

  return {
    of: ({ channelId, personId, clientMessageId, text, replyToSeq }) => {
      const member = members.get(placeKey({ channelId, personId }));
      const isSeen = replyToSeq !== null && replyToSeq >= (member?.firstSeq ?? Infinity);
      return {
        member,
        known: known.get(knownKey(channelId, personId, clientMessageId)),
        names: new Map(
          mentionsIn(text).personIds.flatMap((id) => {
            const name = members.has(placeKey({ channelId, personId: id })) ? names.get(id) : undefined;
            return name === undefined ? [] : [[id, name] as const];
          }),
        ),
        senderName: names.get(personId) ?? '',
        isReplyThere: isSeen && there.get(seqKey({ channelId, seq: replyToSeq })) === true,
        callsOfAll: calls.get(placeKey({ channelId, personId })) ?? 0,
      };
    },
    add: (message) => {
      const { channelId, sender, clientMessageId, mentionsAll } = message;
      known.set(knownKey(channelId, sender.id, clientMessageId), message);
      there.set(seqKey(message), true);
      const place = placeKey({ channelId, personId: sender.id });
      if (mentionsAll) calls.set(place, (calls.get(place) ?? 0) + 1);
    },
  };
}

const distinct = (places: Place[]): Place[] => [
  ...new Map(places.map((place) => [placeKey(place), place])).values(),
];

async function countCalls(tx: Transaction, postings: Posting[], now: number): Promise<Map<string, number>> {
  const calls = new Map<string, number>();
  for (const place of distinct(postings.filter(({ text }) => mentionsIn(text).all)))
    calls.set(placeKey(place), await countCallsOfAll(tx, { ...place, since: now - callsCountedMs }));
  return calls;
}
