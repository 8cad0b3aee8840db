import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import type { Acknowledgement } from './acknowledgement.ts';

type Obligation = {
  announcementId: string;
  personId: string;
  teamName: string | null;
  leftAt: number | null;
};

/** A person's obligation; somebody who left the audience has one with `leftAt`. */
export async function findObligation(
  db: Db,
  personId: string,
  announcementId: string,
): Promise<Obligation | null> {
  const row = (await db('recipients')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .where({ announcement_id: announcementId, person_id: personId })
    .select('recipients.left_at', 'teams.name')
    .first()) as { left_at: number | null; name: string | null } | undefined;
  return row ? { announcementId, personId, teamName: row.name, leftAt: row.left_at } : null;
}

export async function listObligations(
  db: Db,
  announcementIds: string[],
  personIds: string[],
): Promise<Obligation[]> {
  const query = whereIn(db('recipients'), 'person_id', personIds);
  const rows = (await whereIn(query, 'announcement_id', announcementIds)) as {
    announcement_id: string;
    person_id: string;
    left_at: number | null;
  }[];
  return rows.map((row) => ({
    announcementId: row.announcement_id,
    personId: row.person_id,
    teamName: null,
    leftAt: row.left_at,
  }));
}

type AcknowledgementRow = {
  id: string;
  announcement_id: string;
  person_id: string;
  version: number;
  content_hash: string;
  client_ack_id: string;
  acknowledged_at: number;
  deadline_at: number | null;
  signed_in_how: string;
  device: string;
};

/** The person's confirmation of this announcement: the newest, when several versions were confirmed. */
export async function findAcknowledgement(
  db: Db,
  personId: string,
  announcementId: string,
): Promise<Acknowledgement | null> {
  const row = (await db('acknowledgements')
    .where({ announcement_id: announcementId, person_id: personId })
    .orderBy('version', 'desc')
    .first()) as AcknowledgementRow | undefined;
  if (!row) return null;
  return {
    id: row.id,
    announcementId: row.announcement_id,
    personId: row.person_id,
    version: row.version,
    contentHash: row.content_hash,
    clientAckId: row.client_ack_id,
    acknowledgedAt: row.acknowledged_at,
    deadlineAt: row.deadline_at,
    signedInHow: row.signed_in_how,
    device: row.device,
  };
}

/** How many confirmations wait for this person. */
export async function countOutstanding(db: Db, personId: string): Promise<number> {
  const row = (await db('recipients')
    .join('announcements', 'announcements.id', 'recipients.announcement_id')
    .leftJoin('acknowledgements', (join) =>
      join
        .on('acknowledgements.announcement_id', 'recipients.announcement_id')
        .andOn('acknowledgements.person_id', 'recipients.person_id'),
    )
    .where({
      'recipients.person_id': personId,
      'announcements.acknowledgement': 'confirm',
      'announcements.status': 'released',
    })
    .whereNull('recipients.left_at')
    .whereNull('acknowledgements.id')
    .count({ count: '*' })
    .first()) as { count: number };
  return row.count;
}
