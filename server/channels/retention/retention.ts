import { Refusal } from '../../platform/refusal.ts';

export const retentionUnits = ['days', 'hours', 'conversation'] as const;

/** `conversation`: until a member says that it is over, or until nobody has posted for so many hours. */
export type Retention =
  { unit: 'days' | 'hours'; amount: number } | { unit: 'conversation'; idleHours: number | null };

export const defaultRetention: Retention = { unit: 'days', amount: 30 };

const hourMs = 3_600_000;
const unitMs = { days: 24 * hourMs, hours: hourMs };
const most = { days: 365, hours: 72, conversation: 72 };

const isBetween = (amount: number, highest: number): boolean =>
  Number.isInteger(amount) && amount >= 1 && amount <= highest;

/** Refuses `invalid`. */
export function checkRetention(retention: Retention): Retention {
  const amount = retention.unit === 'conversation' ? retention.idleHours : retention.amount;
  if (amount !== null && !isBetween(amount, most[retention.unit]))
    throw new Refusal('invalid', 'retention-amount', {
      field: 'retention',
      params: { most: most[retention.unit] },
    });
  return retention;
}

/** What was posted before this instant is past its time, whether it is deleted already or not. */
export function visibleSince(retention: Retention, lastPostedAt: number | null, now: number): number {
  if (retention.unit !== 'conversation') return now - retention.amount * unitMs[retention.unit];
  if (retention.idleHours === null || lastPostedAt === null) return 0;
  return lastPostedAt < now - retention.idleHours * hourMs ? lastPostedAt + 1 : 0;
}

export const firstBatch = 50;
const [smallestBatch, largestBatch] = [10, 500];
/** So long a transaction may last for which others wait. */
const batchMs = 25;

/** How many messages are deleted at once next, by how long the last so many took. */
export function nextBatch(size: number, tookMs: number): number {
  const fitting = Math.floor((size * batchMs) / Math.max(tookMs, 1));
  return Math.min(Math.max(fitting, smallestBatch), Math.min(size * 2, largestBatch));
}
