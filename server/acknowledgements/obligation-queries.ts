import type { Knex } from 'knex';
import type { Db, Transaction } from '../platform/db/database.ts';
import { lockRows, whereIn, whereRows } from '../platform/db/dialect.ts';
import type { Acknowledgement } from './acknowledgement.ts';

type Obligation = {
  announcementId: string;
  personId: string;
  teamId: string | null;
  teamName: string | null;
  leftAt: number | null;
  /** The confirmation that fulfils it. */
  acknowledgementId: string | null;
};

type ObligationRow = { left_at: number | null; team_id: string | null; acknowledgement_id: string | null };

const toObligation = (
  announcementId: string,
  personId: string,
  row: ObligationRow,
  teamName: string | null,
): Obligation => ({
  ...{ announcementId, personId, teamName, teamId: row.team_id, leftAt: row.left_at },
  acknowledgementId: row.acknowledgement_id,
});

/** A person's obligation; somebody who left the audience has one with `leftAt`. */
export async function findObligation(
  db: Db,
  personId: string,
  announcementId: string,
): Promise<Obligation | null> {
  const row = (await db('recipients')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .where({ announcement_id: announcementId, person_id: personId })
    .select('recipients.left_at', 'recipients.team_id', 'recipients.acknowledgement_id', 'teams.name')
    .first()) as (ObligationRow & { name: string | null }) | undefined;
  return row ? toObligation(announcementId, personId, row, row.name) : null;
}

type KeyedRow = ObligationRow & { announcement_id: string; person_id: string };

/** All obligations of these people in these announcements; they stay as they are until the transaction ends. */
export async function holdAllObligations(
  tx: Transaction,
  announcementIds: string[],
  personIds: string[],
): Promise<Obligation[]> {
  const query = whereIn(tx('recipients'), 'person_id', personIds);
  return holdRows(tx, whereIn(query, 'announcement_id', announcementIds));
}

/** Each of these obligations, as far as it is there; it stays as it is until the transaction ends. */
export async function holdObligations(
  tx: Transaction,
  keys: { announcementId: string; personId: string }[],
): Promise<Obligation[]> {
  const rows = keys.map(({ announcementId, personId }) => ({
    announcement_id: announcementId,
    person_id: personId,
  }));
  return holdRows(tx, whereRows(tx('recipients'), 'recipients', rows));
}

/** In one order, so that two who wait for each other's obligations cannot come about. */
async function holdRows(tx: Transaction, query: Knex.QueryBuilder): Promise<Obligation[]> {
  const rows = (await lockRows(tx, query.orderBy(['announcement_id', 'person_id']))) as KeyedRow[];
  return rows.map((row) => toObligation(row.announcement_id, row.person_id, row, null));
}

type AcknowledgementRow = {
  id: string;
  announcement_id: string;
  person_id: string;
  version: number;
  content_hash: string;
  client_ack_id: string;
  acknowledged_at: number;
  claimed_at: number | null;
  deadline_at: number | null;
  signed_in_how: string;
  device: string;
};

const toAcknowledgement = (row: AcknowledgementRow): Acknowledgement => ({
  id: row.id,
  announcementId: row.announcement_id,
  personId: row.person_id,
  version: row.version,
  contentHash: row.content_hash,
  clientAckId: row.client_ack_id,
  acknowledgedAt: row.acknowledged_at,
  claimedAt: row.claimed_at,
  deadlineAt: row.deadline_at,
  signedInHow: row.signed_in_how,
  device: row.device,
});

/** The person's confirmations of this announcement, that of the newest version first. */
export async function listAcknowledgements(
  db: Db,
  personId: string,
  announcementId: string,
): Promise<Acknowledgement[]> {
  const rows = (await db('acknowledgements')
    .where({ announcement_id: announcementId, person_id: personId })
    .orderBy('version', 'desc')) as AcknowledgementRow[];
  return rows.map(toAcknowledgement);
}

export async function listAcknowledgementsById(db: Db, ids: string[]): Promise<Acknowledgement[]> {
  if (ids.length === 0) return [];
  const rows = (await whereIn(db('acknowledgements'), 'id', ids)) as AcknowledgementRow[];
  return rows.map(toAcknowledgement);
}

export async function findAcknowledgement(db: Db, id: string): Promise<Acknowledgement | null> {
  const row = (await db('acknowledgements').where({ id }).first()) as AcknowledgementRow | undefined;
  return row ? toAcknowledgement(row) : null;
}

/** What waits for this person: asked for, not confirmed, not withdrawn, and still in force. */
export const waitingFor = (db: Db, personId: string, now: number) =>
  db('recipients')
    .join('announcements', 'announcements.id', 'recipients.announcement_id')
    .where({
      'recipients.person_id': personId,
      'announcements.acknowledgement': 'confirm',
      'announcements.status': 'released',
    })
    .whereNull('recipients.left_at')
    .whereNull('recipients.acknowledgement_id')
    .where(
      (inForce) =>
        void inForce.whereNull('announcements.expires_at').orWhere('announcements.expires_at', '>', now),
    );

export async function countOutstanding(db: Db, personId: string, now: number): Promise<number> {
  const row = (await waitingFor(db, personId, now).count({ count: '*' }).first()) as { count: number };
  return row.count;
}
