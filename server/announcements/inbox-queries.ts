import type { Db } from '../platform/db/database.ts';
import type { AcknowledgementKind, Priority } from './announcement.ts';
import { formatNumber } from './announcement.ts';

type CardState = 'outstanding' | 'late' | 'confirmed' | 'new' | 'read';

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
};

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
};

const newForMs = 7 * 24 * 3600 * 1000;

function stateOf(row: Row, now: number): CardState {
  if (row.acknowledgement === 'none') return now - row.released_at < newForMs ? 'new' : 'read';
  if (row.acknowledged_at !== null) return 'confirmed';
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
});

const cardsOf = (db: Db, personId: string) =>
  db('recipients')
    .join('announcements', 'announcements.id', 'recipients.announcement_id')
    .join('announcement_versions', (join) =>
      join
        .on('announcement_versions.announcement_id', 'announcements.id')
        .andOn('announcement_versions.version', 'announcements.version'),
    )
    .join('people as senders', 'senders.id', 'announcements.sender_id')
    .leftJoin('acknowledgements', (join) =>
      join
        .on('acknowledgements.announcement_id', 'recipients.announcement_id')
        .andOn('acknowledgements.person_id', 'recipients.person_id'),
    )
    .where({ 'recipients.person_id': personId, 'announcements.status': 'released' })
    .whereNull('recipients.left_at')
    .select('announcements.id', 'number_year', 'number_serial', 'title', 'priority', 'acknowledgement')
    .select('announcements.deadline_at', 'released_at', 'acknowledgements.acknowledged_at')
    .select(
      'senders.id as sender_id',
      'senders.name as sender_name',
      'senders.department as sender_department',
    );

/** What waits for this person's confirmation: by deadline, those without one last. */
export async function listObligatory(db: Db, personId: string, now: number): Promise<Card[]> {
  const rows = (await cardsOf(db, personId)
    .where('announcements.acknowledgement', 'confirm')
    .whereNull('acknowledgements.id')
    .orderByRaw(
      'announcements.deadline_at is null, announcements.deadline_at, announcements.released_at desc, announcements.id',
    )) as Row[];
  return rows.map((row) => toCard(row, now));
}

/** Everything else, newest first; `after` is the id of the last one of the page before. */
export async function listSettled(
  db: Db,
  personId: string,
  { now, limit, after }: { now: number; limit: number; after?: string | undefined },
): Promise<Card[]> {
  const query = cardsOf(db, personId)
    .where(
      (settled) =>
        void settled.where('announcements.acknowledgement', 'none').orWhereNotNull('acknowledgements.id'),
    )
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
  personId: string,
  { state, now, limit, after }: InboxSearch,
): Promise<Card[]> {
  const obligatory = await listObligatory(db, personId, now);
  const isWaiting = after?.wasWaiting === true || obligatory.some(({ id }) => id === after?.id);
  if (after && state === 'all' && !isWaiting)
    return listSettled(db, personId, { now, limit, after: after.id });
  const waiting = (after ? await cutBelow(db, obligatory, after.id) : obligatory).slice(0, limit);
  if (state === 'outstanding' || waiting.length === limit) return waiting;
  return [...waiting, ...(await listSettled(db, personId, { now, limit: limit - waiting.length }))];
}

/** By the place of the last one in the order and not by itself: it may have been confirmed since. */
async function cutBelow(db: Db, obligatory: Card[], lastId: string): Promise<Card[]> {
  const last = (await db('announcements')
    .where({ id: lastId, status: 'released' })
    .select('id', 'deadline_at as deadlineAt', 'released_at as releasedAt')
    .first()) as Urgency | undefined;
  return last ? obligatory.filter((card) => isLessUrgent(card, last)) : [];
}

type Urgency = Pick<Card, 'id' | 'deadlineAt' | 'releasedAt'>;

/** The order of listObligatory. */
function isLessUrgent(card: Urgency, last: Urgency): boolean {
  const [deadline, lastDeadline] = [card.deadlineAt ?? Infinity, last.deadlineAt ?? Infinity];
  if (deadline !== lastDeadline) return deadline > lastDeadline;
  if (card.releasedAt !== last.releasedAt) return card.releasedAt < last.releasedAt;
  return card.id > last.id;
}
