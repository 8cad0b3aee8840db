import type { Knex } from 'knex';
import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { toAnswer, type AnswerRow } from './answer-row.ts';
import type { Answer } from './answer.ts';

/** With the name of whoever replied: the sender of that time, who may have been followed by another. */
export type ShownAnswer = Answer & { repliedBy: string | null };
export type ShownRow = AnswerRow & { replier: string | null };

export const toShown = (row: ShownRow): ShownAnswer => ({ ...toAnswer(row), repliedBy: row.replier });

export const withReplier = (db: Db) =>
  db('answers')
    .leftJoin('people as repliers', 'repliers.id', 'answers.replied_by')
    .select('answers.*', 'repliers.name as replier');

export async function findAnswer(db: Db, announcementId: string, id: string): Promise<ShownAnswer | null> {
  const row = (await withReplier(db).where({ announcement_id: announcementId, 'answers.id': id }).first()) as
    ShownRow | undefined;
  return row ? toShown(row) : null;
}

export async function countGivenBy(db: Db, announcementId: string, personId: string): Promise<number> {
  const row = (await db('answers')
    .where({ announcement_id: announcementId, person_id: personId })
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}

/** How many answers nobody has replied to yet, by announcement; those without any are left out. */
export async function countUnanswered(db: Db, announcementIds: string[]): Promise<Map<string, number>> {
  const rows = (await whereIn(db('answers'), 'announcement_id', announcementIds)
    .whereNull('replied_at')
    .groupBy('announcement_id')
    .select('announcement_id')
    .count({ count: '*' })) as { announcement_id: string; count: number }[];
  return new Map(rows.map((row) => [row.announcement_id, row.count]));
}

export async function countAnswers(
  db: Db,
  announcementId: string,
): Promise<{ all: number; waiting: number }> {
  const row = (await db('answers')
    .where({ announcement_id: announcementId })
    .count({ all: '*', replied: 'replied_at' })
    .first()) as { all: number; replied: number };
  return { all: row.all, waiting: row.all - row.replied };
}

export type AnswerSearch = { limit?: number; after?: string | undefined };

/** In the order in which they were given, a page at a time; `after` is the id of the last one of the page before. */
export async function listInOrder<T extends ShownRow>(
  db: Db,
  query: Knex.QueryBuilder,
  { limit, after }: AnswerSearch,
): Promise<T[]> {
  void query.orderBy(['answers.given_at', 'answers.id']);
  if (limit !== undefined) void query.limit(limit);
  if (after !== undefined) {
    const last = (await db('answers').where({ id: after }).select('given_at').first()) as
      { given_at: number } | undefined;
    if (!last) return [];
    void query.whereRaw('(??, ??) > (?, ?)', ['answers.given_at', 'answers.id', last.given_at, after]);
  }
  return (await query) as T[];
}

/** A recipient's own ones, and those of others that are published. */
export async function listVisibleTo(
  db: Db,
  announcementId: string,
  personId: string,
  search: AnswerSearch = {},
): Promise<ShownAnswer[]> {
  const ofIt = () => db('answers').where({ announcement_id: announcementId }).select('id');
  // Joined by "or" and asked for what "is not null", SQLite would read all answers of the announcement.
  const visible = ofIt()
    .where({ person_id: personId })
    .union(ofIt().where('published_at', '>', 0));
  const query = withReplier(db).whereIn('answers.id', visible);
  return (await listInOrder<ShownRow>(db, query, search)).map(toShown);
}
