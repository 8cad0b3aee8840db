import type { Db } from '../platform/db/database.ts';
import { whereRows } from '../platform/db/dialect.ts';
import { groupBy } from '../platform/group-by.ts';
import type { Message } from './message.ts';

type Keyed = { channel_id: string; seq: number };
type Reaction = Keyed & { person_id: string; emoji: string };

export const keyOf = ({ channel_id, seq }: Keyed): string => `${channel_id} ${String(seq)}`;

const placesOf = (rows: Keyed[]) => rows.map(({ channel_id, seq }) => ({ channel_id, seq }));

/** Whom these messages call, by `keyOf`. */
export async function listMentions(db: Db, rows: Keyed[]): Promise<Map<string, string[]>> {
  const table = 'message_mentions';
  const found = (await whereRows(db(table), table, placesOf(rows)).orderBy('person_id')) as (Keyed & {
    person_id: string;
  })[];
  return groupBy(found, keyOf, ({ person_id }) => person_id);
}

/** The reactions to these messages, by `keyOf`. */
export async function listReactions(db: Db, rows: Keyed[]): Promise<Map<string, Message['reactions']>> {
  const table = 'message_reactions';
  const found = (await whereRows(db(table), table, placesOf(rows)).orderBy([
    'at',
    'person_id',
  ])) as Reaction[];
  return new Map([...groupBy(found, keyOf)].map(([key, given]) => [key, byKind(given)]));
}

const byKind = (reactions: Reaction[]): Message['reactions'] =>
  [...groupBy(reactions, ({ emoji }) => emoji)].map(([emoji, given]) => ({
    emoji,
    personIds: given.map(({ person_id }) => person_id),
  }));
