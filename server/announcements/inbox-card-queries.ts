import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import type { Language } from '../platform/views/languages.ts';
import { withText } from './announcement-queries.ts';
import { toCard, type CardRow } from './inbox-card-row.ts';
import type { Card } from './inbox-card.ts';

/** Whose inbox it is, and in which language he reads. */
export type Reader = { personId: string; language: Language };

const older = (db: Db) =>
  db('acknowledgements')
    .whereRaw('acknowledgements.announcement_id = recipients.announcement_id')
    .whereRaw('acknowledgements.person_id = recipients.person_id')
    .max('version');

/** With the title in the reader's language where there is one. */
const cardsOf = (db: Db, { personId, language }: Reader) =>
  withText(db)
    .join('recipients', 'recipients.announcement_id', 'announcements.id')
    .leftJoin('announcement_translations', (join) =>
      join
        .on('announcement_translations.announcement_id', 'announcements.id')
        .andOn('announcement_translations.version', 'announcements.version')
        .andOnVal('announcement_translations.language', language),
    )
    .join('people as senders', 'senders.id', 'announcements.sender_id')
    .leftJoin('acknowledgements', 'acknowledgements.id', 'recipients.acknowledgement_id')
    .where({ 'recipients.person_id': personId })
    .select('announcements.id', 'number_year', 'number_serial', 'priority', 'acknowledgement', 'status')
    .select('announcements.deadline_at', 'released_at', 'expires_at', 'drill', 'announcements.version')
    .select(db.raw('coalesce(announcement_translations.title, announcement_versions.title) as title'))
    .select(db.raw('coalesce(announcement_translations.language, announcements.language) as language'))
    .select('acknowledgements.acknowledged_at', { older: older(db) as never })
    .select(
      'senders.id as sender_id',
      'senders.name as sender_name',
      'senders.department as sender_department',
    );

/** What this reader sees of these announcements of his, in their order. */
export async function readCards(db: Db, reader: Reader, ids: string[], now: number): Promise<Card[]> {
  const rows = (await whereIn(cardsOf(db, reader), 'announcements.id', ids)) as CardRow[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toCard(row, now)] : [];
  });
}
