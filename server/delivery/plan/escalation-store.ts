import type { Transaction } from '../../platform/db/database.ts';
import { insertRows, whereIn } from '../../platform/db/dialect.ts';
import { isUnconfirmed } from '../subscription.ts';
import { listMailable } from '../mail/mail-queries.ts';

type NewEscalation = {
  occasionId: string;
  announcementId: string;
  managerIds: string[];
  byMail: boolean;
  now: number;
  expiresAt: number;
};

type DeviceRow = { id: string; person_id: string; device_id: string; last_seen_at: number };

/** To people who need not be recipients: on every device, and by mail to whoever has none that was heard from lately. Answers how many people. */
export async function insertEscalation(tx: Transaction, given: NewEscalation): Promise<number> {
  const { occasionId, announcementId, managerIds, byMail, now, expiresAt } = given;
  if (managerIds.length === 0) return 0;
  const mailable = byMail ? await listMailable(tx, managerIds) : new Set<string>();
  const devices = (await whereIn(tx('push_subscriptions'), 'person_id', managerIds).select(
    'id',
    'person_id',
    'device_id',
    'last_seen_at',
  )) as DeviceRow[];
  const heard = devices.filter(({ last_seen_at }) => !isUnconfirmed(last_seen_at, now));
  const withDevice = new Set(heard.map(({ person_id }) => person_id));
  const mailed = [...mailable].filter((id) => !withDevice.has(id));
  const row = {
    ...{ occasion_id: occasionId, kind: 'escalation', announcement_id: announcementId, state: 'queued' },
    ...{ attempts: 0, next_attempt_at: now, created_at: now, expires_at: expiresAt },
  };
  await insertRows(
    tx,
    'deliveries',
    [
      ...devices.map(({ id, person_id, device_id }) => ({
        ...{ ...row, person_id, device_id, transport: 'push', subscription_id: id },
      })),
      ...mailed.map((id) => ({
        ...{ ...row, person_id: id, device_id: '', transport: 'mail', subscription_id: `mail:${id}` },
      })),
    ],
    'ignore',
  );
  return new Set([...devices.map(({ person_id }) => person_id), ...mailed]).size;
}

/** Who is told of which teams, whether or not a notice can reach him. */
export async function insertManagers(
  tx: Transaction,
  plannedId: string,
  told: { personId: string; teamIds: string[] }[],
): Promise<void> {
  await insertRows(
    tx,
    'escalated_managers',
    told.flatMap(({ personId, teamIds }) =>
      teamIds.map((teamId) => ({ planned_id: plannedId, manager_id: personId, team_id: teamId })),
    ),
  );
}
