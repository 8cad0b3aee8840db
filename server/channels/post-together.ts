import { outcomeOf, type Outcome } from '../platform/batches.ts';
import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { House } from '../umlauf.ts';
import type { Channel } from './channel.ts';
import { holdChannels } from './channel-queries.ts';
import { raiseChannels } from './channel-store.ts';
import { placeKey } from './member-queries.ts';
import { raiseReadMarkers } from './member-store.ts';
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
  await raiseReadMarkers(tx, ownMarks(messages));
  await tellByPush(tx, messages, now);
  const told = messages.map(({ channelId, seq, revision }) => ({ channelId, seq, revision }));
  await changes.append(tx, 'message:posted', ...told);
  faultPoint('posts-written');
  return outcomes;
}

/** Whoever posts has read what stands above. */
function ownMarks(messages: Message[]): { channelId: string; personId: string; readSeq: number }[] {
  const marks = messages.map(({ channelId, seq, sender }) => ({
    ...{ channelId, personId: sender.id, readSeq: seq },
  }));
  return [...new Map(marks.map((mark) => [placeKey(mark), mark])).values()];
}
