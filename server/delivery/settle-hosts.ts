import type { Transaction } from '../platform/db/database.ts';
import { faultPoint } from '../platform/fault-point.ts';
import type { Pause } from './delivery.ts';
import type { PushHost } from './push-host.ts';
import { listPushHosts } from './push-host-queries.ts';
import { forgetHost, pauseHost } from './push-host-store.ts';

/** What an attempt says of its push service. */
export type HostNews = { host: string; status: number; isAccepted: boolean; pause: Pause | null };

const latelyMs = 10 * 60_000;

/**
 * Leaves push services alone that asked for it or refuse us, and takes up those again that accept. Refusing one device
 * while others are accepted is a matter of that device: whoever plants it must not silence the service for all.
 * `acceptedAt`: when each was last heard to accept, kept by the caller.
 */
export async function settleHosts(
  tx: Transaction,
  news: HostNews[],
  { now, acceptedAt }: { now: number; acceptedAt: Map<string, number> },
): Promise<void> {
  for (const { host, isAccepted } of news) if (isAccepted) acceptedAt.set(host, now);
  const hosts = [...new Set(news.map(({ host }) => host))].sort();
  if (hosts.length === 0) return;
  const known = new Map((await listPushHosts(tx)).map((row) => [row.host, row]));
  for (const host of hosts) {
    const there = known.get(host);
    const isAccepting = now - (acceptedAt.get(host) ?? -Infinity) < latelyMs;
    const pause = longestPause(news, host, isAccepting);
    if (pause) {
      await pauseHost(tx, pausedRow(there, { host, ...pause }, now));
      faultPoint('host-paused');
    } else if (there && isAccepting && isOver(there, now)) await forgetHost(tx, host);
  }
}

const isOver = ({ reason, pausedUntil }: PushHost, now: number): boolean =>
  reason === 'refused' || pausedUntil <= now;

type Found = Pause & { status: number };

function longestPause(news: HostNews[], host: string, isAccepting: boolean): Found | null {
  const pauses = news.flatMap((one): Found[] =>
    one.host !== host || !one.pause || (one.pause.reason === 'refused' && isAccepting)
      ? []
      : [{ ...one.pause, status: one.status }],
  );
  return pauses.sort((a, b) => b.ms - a.ms)[0] ?? null;
}

function pausedRow(
  there: PushHost | undefined,
  { host, reason, ms, status }: Found & { host: string },
  now: number,
): PushHost {
  return {
    ...{ host, reason, status },
    since: there?.reason === reason ? there.since : now,
    pausedUntil: Math.max(now + ms, there?.pausedUntil ?? 0),
  };
}
