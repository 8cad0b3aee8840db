import { isLate } from '../acknowledgements/acknowledgement.ts';
import { findAcknowledgement, findObligation } from '../acknowledgements/obligation-queries.ts';
import type { Person } from '../directory/person.ts';
import type { Db } from '../platform/db/database.ts';
import type { Announcement } from './announcement.ts';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

type Sender = Pick<Person, 'id' | 'name' | 'department'>;

export async function findSender(db: Db, announcement: Announcement): Promise<Sender> {
  const row = (await db('people')
    .where({ id: announcement.senderId })
    .select('id', 'name', 'department')
    .first()) as Sender;
  return { id: row.id, name: row.name, department: row.department };
}

/** The obligation as its owner sees it; null for whoever is no recipient or has nothing to confirm. */
export async function findOwnObligation(db: Db, personId: string, announcement: Announcement) {
  const obligation = await findObligation(db, personId, announcement.id);
  if (!obligation || obligation.leftAt !== null) return null;
  const acknowledgement = await findAcknowledgement(db, personId, announcement.id);
  return { asTeam: obligation.teamName, acknowledgement };
}

/** An announcement as a call answers it: the audience only to its sender. */
export async function presentAnnouncement(
  db: Db,
  personId: string,
  announcement: Announcement,
): Promise<object> {
  const { id, number, version, status, title, body, bodyHtml, contentHash, priority, acknowledgement } =
    announcement;
  const own =
    announcement.acknowledgement === 'confirm' ? await findOwnObligation(db, personId, announcement) : null;
  const receipt = own?.acknowledgement ?? null;
  return {
    ...{ id, number, version, status, title, body, bodyHtml, contentHash, priority, acknowledgement },
    deadlineAt: iso(announcement.deadlineAt),
    releasedAt: iso(announcement.releasedAt),
    sender: await findSender(db, announcement),
    ...(announcement.senderId === personId ? { audience: announcement.audience } : {}),
    obligation: own && {
      state: receipt ? 'confirmed' : 'outstanding',
      asTeam: own.asTeam,
      acknowledgedAt: iso(receipt?.acknowledgedAt ?? null),
      late: receipt ? isLate(receipt) : false,
    },
  };
}
