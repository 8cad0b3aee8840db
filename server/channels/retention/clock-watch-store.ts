import type { Transaction } from '../../platform/db/database.ts';
import { lockRows } from '../../platform/db/dialect.ts';
import type { ClockWatch } from './clock-watch.ts';
import { toClockWatch, type ClockWatchRow } from './clock-watch-queries.ts';

/** What is known of the clock, held until the transaction ends. */
export async function holdClockWatch(tx: Transaction): Promise<ClockWatch | null> {
  const row = (await lockRows(tx, tx('clock_watch').where({ id: 1 })).first()) as ClockWatchRow | undefined;
  return row ? toClockWatch(row) : null;
}

export async function saveClockWatch(tx: Transaction, { lookedAt, held }: ClockWatch): Promise<void> {
  const times = { looked_at: lookedAt, held_since: held?.since ?? null };
  const row = { id: 1, ...times, trusted_until: held?.trustedUntil ?? null };
  await tx('clock_watch').insert(row).onConflict('id').merge();
}

/** What was posted by a clock that stood ahead was posted before the clock stood where it does now. */
export async function redateFuture(tx: Transaction, now: number): Promise<void> {
  const ahead = tx('channels').where('last_posted_at', '>', now).select('id');
  await tx('messages').whereIn('channel_id', ahead).where('posted_at', '>', now).update({ posted_at: now });
  await tx('channels').where('last_posted_at', '>', now).update({ last_posted_at: now });
}
