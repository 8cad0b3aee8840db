import { findAnnouncement } from '../announcements/announcement-queries.ts';
import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { isLate, type Acknowledgement } from './acknowledgement.ts';
import { findAcknowledgement } from './obligation-queries.ts';

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
  deadlineAt: string | null;
  signedInHow: string;
  device: string;
  person: Pick<Person, 'id' | 'login' | 'name' | 'department'>;
};

/** The person's own receipt; it stays his when he has left the team. */
export async function getReceipt(db: Db, person: Person, announcementId: string): Promise<Receipt> {
  const acknowledgement = await findAcknowledgement(db, person.id, announcementId);
  if (!acknowledgement) throw new Refusal('not-found');
  return writeReceipt(db, person, acknowledgement);
}

export async function writeReceipt(
  db: Db,
  person: Person,
  acknowledgement: Acknowledgement,
): Promise<Receipt> {
  const announcement = await findAnnouncement(db, acknowledgement.announcementId);
  if (!announcement) throw new Refusal('not-found');
  const { id, announcementId, version, contentHash, signedInHow, device } = acknowledgement;
  const { id: personId, login, name, department } = person;
  return {
    ...{ id, announcementId, version, contentHash, signedInHow, device },
    number: announcement.number,
    title: announcement.title,
    acknowledgedAt: new Date(acknowledgement.acknowledgedAt).toISOString(),
    late: isLate(acknowledgement),
    deadlineAt:
      acknowledgement.deadlineAt === null ? null : new Date(acknowledgement.deadlineAt).toISOString(),
    person: { id: personId, login, name, department },
  };
}
