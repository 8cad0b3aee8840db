import type { Transaction } from '../../platform/db/database.ts';
import { insertRows, whereIn } from '../../platform/db/dialect.ts';
import { isUnconfirmed } from '../subscription.ts';
import { isMailAddress } from '../mail/mail-address.ts';

type NewEscalation = {
  occasionId: string;
  announcementId: string;
  managerIds: string[];
  byMail: boolean;
  now: number;
  expiresAt: number;
};

type ManagerRow = { id: string; mail: string | null };
type DeviceRow = { id: string; person_id: string; device_id: string; last_seen_at: number };

/** To people who need not be recipients: on every device, and by mail to whoever has none that was heard from lately. Answers how many people. */
export async function insertEscalation(tx: Transaction, given: NewEscalation): Promise<number> {
  const { occasionId, announcementId, managerIds, byMail, now, expiresAt } = given;
  if (managerIds.length === 0) return 0;
  const managers = (await whereIn(tx('people').whereNull('left_at'), 'id', managerIds).select(
    'id',
    'mail',
  )) as ManagerRow[];
  const devices = (await whereIn(tx('push_subscriptions'), 'person_id', managerIds).select(
    'id',
    'person_id',
    'device_id',
    'last_seen_at',
  )) as DeviceRow[];
  const heard = devices.filter(({ last_seen_at }) => !isUnconfirmed(last_seen_at, now));
  const withDevice = new Set(heard.map(({ person_id }) => person_id));
  const mailed = managers.filter(({ id, mail }) => byMail && !withDevice.has(id) && isMailAddress(mail));
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
      ...mailed.map(({ id }) => ({
        ...{ ...row, person_id: id, device_id: '', transport: 'mail', subscription_id: `mail:${id}` },
      })),
    ],
    'ignore',
  );
  return new Set([...devices.map(({ person_id }) => person_id), ...mailed.map(({ id }) => id)]).size;
}
