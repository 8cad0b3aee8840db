import type { Db } from '../platform/db/database.ts';
import { toRow } from './answer-row.ts';
import type { Answer } from './answer.ts';

export async function insertAnswer(db: Db, answer: Answer): Promise<void> {
  await db('answers').insert(toRow(answer));
}

export async function updateReply(db: Db, answer: Answer): Promise<void> {
  const { reply, replied_at, replied_by, published_at } = toRow(answer);
  await db('answers').where({ id: answer.id }).update({ reply, replied_at, replied_by, published_at });
}
