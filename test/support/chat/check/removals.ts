import type { Client, Evidence, Motion } from './evidence.ts';
import { keyOf } from './messages.ts';

/** Somebody was out of a channel: what stood there before, by the change feed, and by when he was asked back. */
export type Window = {
  personId: string;
  channelId: string;
  isWhole: boolean;
  goneAt: number;
  backAskedAt: number;
  backAt: number;
  /** The last that was posted or changed before he was out, and the last before he was in again. */
  before: { seq: number; revision: number };
  beforeBack: { seq: number; revision: number };
};

const slackMs = 50;
const known = new WeakMap<Evidence, Window[]>();

/** Each time that somebody was out, in each channel. */
export function windowsOf(evidence: Evidence): Window[] {
  const windows = known.get(evidence) ?? findWindows(evidence);
  known.set(evidence, windows);
  return windows;
}

function findWindows(evidence: Evidence): Window[] {
  const standingAt = readFeed(evidence);
  return spans(evidence.removals).flatMap((removal) => {
    const back = spans(evidence.returns).find(
      (one) => one.personId === removal.personId && one.from > removal.until,
    );
    return removal.channelIds.map((channelId) => ({
      ...{ personId: removal.personId, channelId },
      isWhole: evidence.channels.find((channel) => channel.channelId === channelId)?.history === 'whole',
      ...{ goneAt: removal.until, backAskedAt: back?.from ?? Infinity, backAt: back?.until ?? Infinity },
      before: standingAt(removal, channelId),
      beforeBack: back ? standingAt(back, channelId) : { seq: Infinity, revision: Infinity },
    }));
  });
}

type Span = Pick<Motion, 'personId' | 'channelIds'> & {
  from: number;
  until: number;
  wallFrom: number;
  wallUntil: number;
};

/** From the asking until the answer. */
function spans(motions: Motion[]): Span[] {
  const open = new Map<string, Motion>();
  return motions.flatMap((motion) => {
    const name = `${motion.personId} ${motion.channelIds.join(' ')}`;
    const asked = open.get(name);
    open.set(name, motion);
    if (motion.type !== 'ok' || !asked) return [];
    const { personId, channelIds, at, wall } = motion;
    return [{ personId, channelIds, from: asked.at, until: at, wallFrom: asked.wall, wallUntil: wall }];
  });
}

type Change = { id: number; at: number; kind: string; payload: Record<string, unknown> };

/** How far a channel was when somebody's membership changed: the feed has both in one order. */
function readFeed({ tables }: Evidence) {
  const feed: Change[] = (tables['change_feed'] ?? [])
    .map((row) => ({
      ...{ id: Number(row['id']), at: Number(row['at']), kind: String(row['kind']) },
      payload: JSON.parse(String(row['payload'])) as Record<string, unknown>,
    }))
    .sort((a, b) => a.id - b.id);
  return ({ personId, wallFrom, wallUntil }: Span, channelId: string): { seq: number; revision: number } => {
    const motion = feed.find(
      ({ kind, at, payload }) =>
        /^(membership|person):changed$/.test(kind) &&
        ((payload['personIds'] as string[] | undefined) ?? []).includes(personId) &&
        at >= wallFrom - slackMs &&
        at <= wallUntil + slackMs,
    );
    if (!motion) throw new Error(`the membership of ${personId} changed and nobody was told`);
    const earlier = feed.filter(
      ({ id, kind, payload }) =>
        id < motion.id && kind.startsWith('message:') && payload['channelId'] === channelId,
    );
    const most = (name: string): number =>
      Math.max(0, ...earlier.map(({ payload }) => Number(payload[name])));
    return { seq: most('seq'), revision: most('revision') };
  };
}

/** From the removal on nothing reaches him that came after it, by no way, and no way is open to him. */
export function checkRemovals(evidence: Evidence): string[] {
  return windowsOf(evidence).flatMap((window) => {
    const client = evidence.clients.find(({ personId }) => personId === window.personId);
    return client ? [...checkReceived(client, window), ...checkLetIn(client, window)] : [];
  });
}

function checkReceived({ seen, told }: Client, window: Window): string[] {
  const { personId, channelId, isWhole, backAskedAt, backAt, before, beforeBack } = window;
  const name = ({ seq, revision }: { seq: number; revision: number }): string =>
    `${keyOf(channelId, seq)} in revision ${revision} reached ${personId}`;
  const after = [...seen, ...told].filter(
    (one) => one.channelId === channelId && one.revision > before.revision && one.at < backAskedAt,
  );
  const hidden = seen.filter(
    (one) =>
      !isWhole &&
      one.channelId === channelId &&
      one.seq <= beforeBack.seq &&
      (one.seq > before.seq || one.at > backAt),
  );
  return [
    ...after.map((one) => `after the removal: ${name(one)}`),
    ...hidden.map((one) => `before the joining: ${name(one)}`),
  ];
}

function checkLetIn({ posts, edits, deletions, fetches }: Client, window: Window): string[] {
  const { personId, channelId, goneAt, backAskedAt } = window;
  const asked = [...posts, ...edits, ...deletions, ...fetches].filter((one) => one.channelId === channelId);
  const late = new Set(asked.filter(({ type, at }) => type === 'invoke' && at > goneAt).map(({ op }) => op));
  return asked
    .filter(({ op, type, at }) => late.has(op) && type === 'ok' && at < backAskedAt)
    .map(({ f }) => `let in: ${personId} was answered ${f} of ${channelId}`);
}
