import type { Db } from '../platform/db/database.ts';

export type PlaceInOrder = { sortKey: string; personId: string };

const beforeAll: PlaceInOrder = { sortKey: '', personId: '' };

/** Everybody of an announcement who comes after this place in the order of names. */
export const recipientsAfter = (db: Db, announcementId: string, place: PlaceInOrder = beforeAll) =>
  db('recipients')
    .where('recipients.announcement_id', announcementId)
    .whereRaw('(recipients.sort_key, recipients.person_id) > (?, ?)', [place.sortKey, place.personId]);

/**
 * Those who have neither confirmed nor left. It is the place, even before all, that leads SQLite to the index of those
 * outstanding; else it would go through all recipients.
 */
export const outstandingAfter = (db: Db, announcementId: string, place: PlaceInOrder = beforeAll) =>
  recipientsAfter(db, announcementId, place)
    .whereNull('recipients.acknowledgement_id')
    .whereNull('recipients.left_at');

export async function listOutstandingIds(db: Db, announcementId: string): Promise<string[]> {
  const rows = (await outstandingAfter(db, announcementId).select('recipients.person_id')) as {
    person_id: string;
  }[];
  return rows.map((row) => row.person_id);
}

export async function isOutstanding(db: Db, announcementId: string, personId: string): Promise<boolean> {
  const row = (await outstandingAfter(db, announcementId)
    .where('recipients.person_id', personId)
    .first('recipients.person_id')) as object | undefined;
  return row !== undefined;
}

/** Everyone who gets it now: those who have left its audience do not. */
export async function listRecipientIds(db: Db, announcementId: string): Promise<string[]> {
  const rows = (await db('recipients')
    .where({ announcement_id: announcementId })
    .whereNull('left_at')
    .select('person_id')) as { person_id: string }[];
  return rows.map((row) => row.person_id);
}
