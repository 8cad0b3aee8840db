import type { Db } from '../platform/db/database.ts';
import {
  listInOrder,
  toShown,
  withReplier,
  type AnswerSearch,
  type ShownAnswer,
  type ShownRow,
} from './answer-queries.ts';

/** An answer with who gave it: for the sender alone. */
export type NamedAnswer = ShownAnswer & {
  person: { id: string; name: string; department: string };
  team: string | null;
};

type NamedRow = ShownRow & { name: string; department: string; team: string | null };

const named = (db: Db, announcementId: string) =>
  withReplier(db)
    .join('people', 'people.id', 'answers.person_id')
    .join('recipients', (join) =>
      join
        .on('recipients.announcement_id', 'answers.announcement_id')
        .andOn('recipients.person_id', 'answers.person_id'),
    )
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .where('answers.announcement_id', announcementId)
    .select('people.name', 'people.department', 'teams.name as team');

const toNamed = (row: NamedRow): NamedAnswer => ({
  ...toShown(row),
  person: { id: row.person_id, name: row.name, department: row.department },
  team: row.team,
});

export async function findNamedAnswer(
  db: Db,
  announcementId: string,
  id: string,
): Promise<NamedAnswer | null> {
  const row = (await named(db, announcementId).where('answers.id', id).first()) as NamedRow | undefined;
  return row ? toNamed(row) : null;
}

type NamedSearch = AnswerSearch & { state?: 'waiting' | 'replied' };

export async function listNamedAnswers(
  db: Db,
  announcementId: string,
  { state, ...search }: NamedSearch,
): Promise<NamedAnswer[]> {
  const query = named(db, announcementId);
  if (state === 'waiting') void query.whereNull('answers.replied_at');
  if (state === 'replied') void query.whereNotNull('answers.replied_at');
  return (await listInOrder<NamedRow>(db, query, search)).map(toNamed);
}
