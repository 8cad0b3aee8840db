import type { Transaction } from '../../platform/db/database.ts';
import { lockRows, whereIn } from '../../platform/db/dialect.ts';
import { apartMs, dueAfterMs, lifeMs, type ChannelNotice } from './channel-notice.ts';

const columns = [
  ...['occasion_id', 'subscription_id', 'kind', 'person_id', 'device_id', 'host', 'transport', 'state'],
  ...['attempts', 'next_attempt_at', 'created_at', 'expires_at', 'from_seq'],
];

/** What was told of these channels to these people, held in the order in which a worker settles it. */
export async function holdNotices(tx: Transaction, notices: ChannelNotice[]): Promise<void> {
  const channelIds = [...new Set(notices.map(({ channelId }) => channelId))];
  const personIds = [...new Set(notices.flatMap((notice) => notice.personIds))];
  const devices = whereIn(tx('push_subscriptions'), 'person_id', personIds).select('id');
  const told = whereIn(tx('deliveries'), 'occasion_id', channelIds).whereIn('subscription_id', devices);
  await lockRows(tx, told.orderBy('id').select('id'));
}

/**
 * One row for each device and channel. Where one still waits it stands for what comes as well, and keeps its time; one
 * that is being sent, or was, begins anew, some seconds after the last that was accepted; but nobody is told twice of the
 * same message, nor, by an edit, of one above that of which he was told: else two that are edited in turn tell him for ever.
 */
export async function queueNotice(tx: Transaction, notice: ChannelNotice, now: number): Promise<void> {
  const dueAt = now + dueAfterMs;
  const devices = whereIn(tx('push_subscriptions'), 'person_id', notice.personIds).select(
    tx.raw('cast(? as text), id', [notice.channelId]),
    tx.raw("'channel', person_id, device_id, host, 'push', 'queued', 0"),
    tx.raw('cast(? as bigint), cast(? as bigint), cast(? as bigint)', [dueAt, now, dueAt + lifeMs]),
    tx.raw('cast(? as integer)', [notice.seq]),
  );
  const { sql, bindings } = devices.toSQL();
  const waiting = "deliveries.state = 'queued'";
  const soonest = `deliveries.settled_at + ${String(apartMs)}`;
  await tx.raw(
    `insert into deliveries (${columns.join(', ')}) ${sql}
      on conflict (occasion_id, subscription_id) do update set
        from_seq = case when ${waiting} and deliveries.from_seq < excluded.from_seq
          then deliveries.from_seq else excluded.from_seq end,
        attempts = case when ${waiting} then deliveries.attempts else 0 end,
        next_attempt_at = case when ${waiting} then deliveries.next_attempt_at
          when deliveries.state = 'sending' then excluded.created_at + ${String(apartMs)}
          when deliveries.state = 'accepted' and ${soonest} > excluded.next_attempt_at then ${soonest}
          else excluded.next_attempt_at end,
        expires_at = case when ${waiting} and deliveries.expires_at > excluded.expires_at
          then deliveries.expires_at else excluded.expires_at end,
        state = 'queued', host = excluded.host, created_at = excluded.created_at, lease_id = null,
        lease_until = null, last_status = null, last_error = null, settled_at = null
      where deliveries.from_seq < excluded.from_seq or deliveries.state not in ('sending', 'accepted')`,
    bindings as never,
  );
}

/** They are looked at again at once. */
export async function hastenNotices(tx: Transaction, personId: string, now: number): Promise<void> {
  await tx('deliveries')
    .whereNull('announcement_id')
    .where({ kind: 'channel', person_id: personId, state: 'queued' })
    .where('next_attempt_at', '>', now)
    .update({ next_attempt_at: now });
}

/** Those of which something became before this instant, at most so many; answers how many there were. */
export async function deleteSettled(tx: Transaction, before: number, most: number): Promise<number> {
  const settled = tx('deliveries')
    .whereRaw("kind = 'channel'")
    .where('settled_at', '<', before)
    .limit(most)
    .select('id');
  return tx('deliveries').whereIn('id', settled).delete();
}
