import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';

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

/** The teams in which somebody is outstanding. */
export async function listOutstandingTeams(db: Db, announcementId: string): Promise<string[]> {
  return (await outstandingAfter(db, announcementId)
    .whereNotNull('recipients.team_id')
    .distinct()
    .pluck('recipients.team_id')) as string[];
}

/** Is anybody of these teams among its recipients? */
export async function isAnyAsked(db: Db, announcementId: string, teamIds: string[]): Promise<boolean> {
  if (teamIds.length === 0) return false;
  const query = db('recipients').where({ announcement_id: announcementId }).whereNull('left_at');
  return (await whereIn(query, 'team_id', teamIds).first('person_id')) !== undefined;
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

/** How many obligations of these people ended as left at this instant. */
export async function countLeftAt(db: Db, personIds: string[], at: number): Promise<Map<string, number>> {
  const rows = (await whereIn(db('recipients'), 'person_id', personIds)
    .where({ left_at: at })
    .groupBy('person_id')
    .select('person_id')
    .count({ count: '*' })) as { person_id: string; count: number }[];
  return new Map(rows.map((row) => [row.person_id, row.count]));
}
