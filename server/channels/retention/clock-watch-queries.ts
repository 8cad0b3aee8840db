import type { Db } from '../../platform/db/database.ts';
import type { ClockWatch } from './clock-watch.ts';

export type ClockWatchRow = { looked_at: number; held_since: number | null; trusted_until: number | null };

export function toClockWatch({ looked_at, held_since, trusted_until }: ClockWatchRow): ClockWatch {
  const isHeld = held_since !== null && trusted_until !== null;
  return { lookedAt: looked_at, held: isHeld ? { since: held_since, trustedUntil: trusted_until } : null };
}

/** What is known of the clock; null before anybody has looked. */
export async function findClockWatch(db: Db): Promise<ClockWatch | null> {
  const row = (await db('clock_watch').where({ id: 1 }).first()) as ClockWatchRow | undefined;
  return row ? toClockWatch(row) : null;
}
