import type { Db } from '../platform/db/database.ts';
import type { Language } from '../platform/views/languages.ts';
import type { AcknowledgementKind, Priority, Status } from './announcement.ts';
import { withText } from './announcement-queries.ts';
import { formatNumber } from './announcement.ts';

/** `expired`: nobody is asked any more, and this person had not confirmed. */
export type CardState = 'outstanding' | 'late' | 'confirmed' | 'new' | 'read' | 'withdrawn' | 'expired';

export type Card = {
  id: string;
  number: string;
  title: string;
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  deadlineAt: number | null;
  releasedAt: number;
  sender: { id: string; name: string; department: string };
  state: CardState;
  confirmedAt: number | null;
  drill: boolean;
  version: number;
  /** Confirmed once, and asked again because the text has changed since. */
  askedAgain: boolean;
};

/** Whose inbox it is, and in which language he reads. */
export type Reader = { personId: string; language: Language };

type Row = {
  id: string;
  number_year: number;
  number_serial: number;
  title: string;
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  deadline_at: number | null;
  released_at: number;
  sender_id: string;
  sender_name: string;
  sender_department: string;
  acknowledged_at: number | null;
  status: Status;
  drill: boolean | number;
  version: number;
  expires_at: number | null;
  older: number | null;
};

const newForMs = 7 * 24 * 3600 * 1000;

function stateOf(row: Row, now: number): CardState {
  if (row.status === 'withdrawn') return 'withdrawn';
  if (row.acknowledgement === 'none') return now - row.released_at < newForMs ? 'new' : 'read';
  if (row.acknowledged_at !== null) return 'confirmed';
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  return row.deadline_at !== null && row.deadline_at < now ? 'late' : 'outstanding';
}

const toCard = (row: Row, now: number): Card => ({
  id: row.id,
  number: formatNumber(row.number_year, row.number_serial),
  title: row.title,
  priority: row.priority,
  acknowledgement: row.acknowledgement,
  deadlineAt: row.deadline_at,
  releasedAt: row.released_at,
  sender: { id: row.sender_id, name: row.sender_name, department: row.sender_department },
  state: stateOf(row, now),
  confirmedAt: row.acknowledged_at,
  drill: Boolean(row.drill),
  version: row.version,
  askedAgain: row.acknowledged_at === null && row.older !== null,
});

const older = (db: Db) =>
  db('acknowledgements')
    .whereRaw('acknowledgements.announcement_id = recipients.announcement_id')
    .whereRaw('acknowledgements.person_id = recipients.person_id')
    .max('version');

/** A person's announcements, with the title in his language where there is one. */
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
    .whereIn('announcements.status', ['released', 'withdrawn'])
    .whereNull('recipients.left_at')
    .select('announcements.id', 'number_year', 'number_serial', 'priority', 'acknowledgement', 'status')
    .select('announcements.deadline_at', 'released_at', 'expires_at', 'drill', 'announcements.version')
    .select(db.raw('coalesce(announcement_translations.title, announcement_versions.title) as title'))
    .select('acknowledgements.acknowledged_at', { older: older(db) as never })
    .select(
      'senders.id as sender_id',
      'senders.name as sender_name',
      'senders.department as sender_department',
    );

type Cards = ReturnType<typeof cardsOf>;

/** Asked for, not confirmed, in force. */
const onlyWaiting = (cards: Cards, now: number): Cards =>
  cards
    .where({ 'announcements.acknowledgement': 'confirm', 'announcements.status': 'released' })
    .whereNull('recipients.acknowledgement_id')
    .where((inForce) => void inForce.whereNull('expires_at').orWhere('expires_at', '>', now));

const onlySettled = (cards: Cards, now: number): Cards =>
  cards.where(
    (settled) =>
      void settled
        .where('announcements.acknowledgement', 'none')
        .orWhere('announcements.status', 'withdrawn')
        .orWhereNotNull('recipients.acknowledgement_id')
        .orWhere('expires_at', '<=', now),
  );

/** What waits for this person's confirmation: by deadline, those without one last, the critical ones of them first. */
export async function listObligatory(db: Db, reader: Reader, now: number): Promise<Card[]> {
  const rows = (await onlyWaiting(cardsOf(db, reader), now).orderByRaw(
    "announcements.deadline_at is null, announcements.deadline_at, case priority when 'critical' then 0 else 1 end, announcements.released_at desc, announcements.id",
  )) as Row[];
  return rows.map((row) => toCard(row, now));
}

/** Everything else, newest first; `after` is the id of the last one of the page before. */
export async function listSettled(
  db: Db,
  reader: Reader,
  { now, limit, after }: { now: number; limit: number; after?: string | undefined },
): Promise<Card[]> {
  const query = onlySettled(cardsOf(db, reader), now)
    .orderBy([
      { column: 'announcements.released_at', order: 'desc' },
      { column: 'announcements.id', order: 'desc' },
    ])
    .limit(limit);
  if (after !== undefined) {
    const last = (await db('announcements').where({ id: after }).select('released_at').first()) as
      { released_at: number } | undefined;
    if (!last) return [];
    void query.whereRaw('(??, ??) < (?, ?)', [
      'announcements.released_at',
      'announcements.id',
      last.released_at,
      after,
    ]);
  }
  return ((await query) as Row[]).map((row) => toCard(row, now));
}

type InboxSearch = {
  state: 'outstanding' | 'all';
  now: number;
  limit: number;
  /** The last one of the page before, and whether it waited for a confirmation then. */
  after?: { id: string; wasWaiting: boolean } | undefined;
};

/** What waits, then everything else, as one list. */
export async function listInbox(
  db: Db,
  reader: Reader,
  { state, now, limit, after }: InboxSearch,
): Promise<Card[]> {
  const obligatory = await listObligatory(db, reader, now);
  const isWaiting = after?.wasWaiting === true || obligatory.some(({ id }) => id === after?.id);
  if (after && state === 'all' && !isWaiting)
    return listSettled(db, reader, { now, limit, after: after.id });
  const waiting = (after ? await cutBelow(db, obligatory, after.id) : obligatory).slice(0, limit);
  if (state === 'outstanding' || waiting.length === limit) return waiting;
  return [...waiting, ...(await listSettled(db, reader, { now, limit: limit - waiting.length }))];
}

/** By the place of the last one in the order and not by itself: it may have been confirmed since. */
async function cutBelow(db: Db, obligatory: Card[], lastId: string): Promise<Card[]> {
  const last = (await db('announcements')
    .where({ id: lastId, status: 'released' })
    .select('id', 'deadline_at as deadlineAt', 'released_at as releasedAt', 'priority')
    .first()) as Urgency | undefined;
  return last ? obligatory.filter((card) => isLessUrgent(card, last)) : [];
}

type Urgency = Pick<Card, 'id' | 'deadlineAt' | 'releasedAt' | 'priority'>;

/** The order of listObligatory. */
function isLessUrgent(card: Urgency, last: Urgency): boolean {
  const [deadline, lastDeadline] = [card.deadlineAt ?? Infinity, last.deadlineAt ?? Infinity];
  if (deadline !== lastDeadline) return deadline > lastDeadline;
  const [isCritical, wasCritical] = [card.priority === 'critical', last.priority === 'critical'];
  if (isCritical !== wasCritical) return wasCritical;
  if (card.releasedAt !== last.releasedAt) return card.releasedAt < last.releasedAt;
  return card.id > last.id;
}
