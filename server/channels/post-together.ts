import { outcomeOf, type Outcome } from '../platform/batches.ts';
import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { House } from '../umlauf.ts';
import { isNextToRead, type Channel } from './channel.ts';
import { holdChannels } from './channel-queries.ts';
import { raiseChannels } from './channel-store.ts';
import { holdMembers, placeKey } from './member-queries.ts';
import { raiseReadMarkers, raiseSeenMarkers } from './member-store.ts';
import type { Message } from './message.ts';
import { insertMessages } from './message-store.ts';
import { tellByPush } from './notices/tell-by-push.ts';
import { judgePosting, type Posted, type Posting } from './posting.ts';
import { readStandings } from './posting-standings.ts';
import { renderMessage } from './render-message.ts';
import { endIdle } from './retention/end-idle.ts';

/** The posts of many people in one transaction, each judged by its rule and answered on its own. */
export async function postTogether(
  house: Pick<House, 'transaction' | 'changes' | 'clock'>,
  postings: Posting[],
): Promise<Outcome<Posted>[]> {
  const outcomes = await house.transaction((tx) => postEach(tx, house, postings));
  faultPoint('posts-committed');
  return outcomes;
}

async function postEach(
  tx: Transaction,
  { changes, clock }: Pick<House, 'changes' | 'clock'>,
  postings: Posting[],
): Promise<Outcome<Posted>[]> {
  const channels = await holdChannels(tx, [...new Set(postings.map(({ channelId }) => channelId))]);
  const now = clock.now();
  const standings = await readStandings(tx, postings, now);
  const raised = new Map<string, Channel>();
  const messages: Message[] = [];

  function judge(posting: Posting): Posted {
    const channel = raised.get(posting.channelId) ?? channels.get(posting.channelId);
    const standing = { ...standings.of(posting), channel, render: renderMessage };
    const posted = judgePosting(posting, standing, now);
    const { message, isNew } = posted;
    if (isNew && channel) {
      standings.add(message);
      messages.push(message);
      const { seq: lastSeq, revision, postedAt: lastPostedAt } = message;
      raised.set(channel.id, { ...channel, lastSeq, revision, lastPostedAt });
    }
    return posted;
  }

  const outcomes = postings.map((posting) => outcomeOf(() => judge(posting)));
  if (messages.length === 0) return outcomes;
  const before = [...raised.keys()].flatMap((id) => channels.get(id) ?? []);
  await endIdle(tx, changes, before, now);
  await raiseChannels(tx, [...raised.values()]);
  await insertMessages(tx, messages);
  await raiseOwnMarks(tx, messages);
  await tellByPush(tx, messages, now);
  const told = messages.map(({ channelId, seq, revision }) => ({ channelId, seq, revision }));
  await changes.append(tx, 'message:posted', ...told);
  faultPoint('posts-written');
  return outcomes;
}

type OwnMark = { channelId: string; personId: string; seenSeq: number; readSeq: number | null };

/** Whoever posts sees the end, and has read it if nothing above is unread. */
async function raiseOwnMarks(tx: Transaction, messages: Message[]): Promise<void> {
  const places = messages.map(({ channelId, sender }) => ({ channelId, personId: sender.id }));
  // Held in the order in which those who read hold them: they hold no channel.
  const members = await holdMembers(tx, places);
  const marks = new Map<string, OwnMark>();
  for (const { channelId, seq, sender } of messages) {
    const place = { channelId, personId: sender.id };
    const { readSeq, firstSeq } = members.get(placeKey(place)) ?? { readSeq: 0, firstSeq: 1 };
    const raised = marks.get(placeKey(place))?.readSeq ?? null;
    const isNext = isNextToRead({ readSeq: raised ?? readSeq, firstSeq }, seq);
    marks.set(placeKey(place), { ...place, seenSeq: seq, readSeq: isNext ? seq : raised });
  }
  const all = [...marks.values()];
  await raiseReadMarkers(
    tx,
    all.flatMap(({ readSeq, ...mark }) => (readSeq === null ? [] : [{ ...mark, readSeq }])),
  );
  await raiseSeenMarkers(
    tx,
    all.filter(({ readSeq }) => readSeq === null),
  );
}
