import type { Evidence } from './evidence.ts';
import { subscriptionsAt } from './subscriptions.ts';

const inTimeMs = 60_000;
/** So near to each other nobody can tell which of two was first. */
const sameTimeMs = 1000;

/** I9: within a minute of its time, never before it, once, and to every device of whoever was outstanding. */
export function checkReminders(evidence: Evidence): string[] {
  const { tables, releases } = evidence;
  const played = new Set(releases.map(({ announcementId }) => announcementId));
  const planned = tables.planned_notices.filter(
    (row) => played.has(String(row['announcement_id'])) && row['kind'] === 'reminder',
  );
  return planned.flatMap((row) => {
    const [id, dueAt, at] = [
      String(row['announcement_id']),
      Number(row['due_at']),
      Number(row['settled_at']),
    ];
    if (row['state'] === 'waiting') return dueAt > Date.now() ? [] : [`stuck: the reminder of ${id}`];
    const found: string[] = [];
    if (at < dueAt || at > dueAt + inTimeMs) found.push(`late: the reminder of ${id} by ${at - dueAt} ms`);
    const told = tables.reminders.filter((reminder) => reminder['id'] === row['id']).length;
    if (told !== 1) found.push(`doubled: ${told} reminders of ${id}`);
    const devices = tables.deliveries
      .filter((one) => one['occasion_id'] === row['id'])
      .map((one) => one['subscription_id']);
    for (const { personId, subscriptionId } of subscriptionsAt(evidence, at)) {
      const confirmedAt = tables.acknowledgements.find(
        (one) => one['announcement_id'] === id && one['person_id'] === personId,
      )?.['acknowledged_at'];
      const isReminded = devices.includes(subscriptionId);
      const since = Number(confirmedAt ?? Infinity) - at;
      if (Math.abs(since) > sameTimeMs && since > 0 !== isReminded)
        found.push(`${isReminded ? 'invented' : 'skipped'}: the reminder of ${id} to ${subscriptionId}`);
    }
    return found;
  });
}
