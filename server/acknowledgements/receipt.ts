import { findAnnouncement } from '../announcements/announcement-queries.ts';
import { findTitle } from '../announcements/version-queries.ts';
import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { isInTimeByClaim, isLate, type Confirmed } from './acknowledgement.ts';
import { listAcknowledgements } from './obligation-queries.ts';

/** What a person can show: that he confirmed this version, and when. Times in ISO 8601. */
export type Receipt = {
  id: string;
  announcementId: string;
  number: string;
  title: string;
  version: number;
  contentHash: string;
  acknowledgedAt: string;
  late: boolean;
  /** What the device claims, unchecked, of a confirmation made without network. */
  claimedAt: string | null;
  inTimeByClaim: boolean;
  deadlineAt: string | null;
  signedInHow: string;
  device: string;
  person: Pick<Person, 'id' | 'login' | 'name' | 'department'>;
};

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** The person's own receipt, of the newest version that he confirmed; it stays his when he has left the team. */
export async function getReceipt(db: Db, person: Person, announcementId: string): Promise<Receipt> {
  const [acknowledgement] = await listAcknowledgements(db, person.id, announcementId);
  if (!acknowledgement) throw new Refusal('not-found');
  const announcement = await findAnnouncement(db, announcementId);
  if (!announcement) throw new Refusal('not-found');
  const title = (await findTitle(db, announcementId, acknowledgement.version)) ?? announcement.title;
  return writeReceipt(person, { acknowledgement, number: announcement.number, title });
}

export function writeReceipt(
  person: Person,
  { acknowledgement, number, title }: Omit<Confirmed, 'isNew'>,
): Receipt {
  const { id, announcementId, version, contentHash, signedInHow, device } = acknowledgement;
  const { id: personId, login, name, department } = person;
  return {
    ...{ id, announcementId, number, title, version, contentHash, signedInHow, device },
    acknowledgedAt: new Date(acknowledgement.acknowledgedAt).toISOString(),
    late: isLate(acknowledgement),
    claimedAt: iso(acknowledgement.claimedAt),
    inTimeByClaim: isInTimeByClaim(acknowledgement),
    deadlineAt: iso(acknowledgement.deadlineAt),
    person: { id: personId, login, name, department },
  };
}
