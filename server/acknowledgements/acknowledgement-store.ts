import type { Addressee } from '../announcements/audience.ts';
import type { Db } from '../platform/db/database.ts';
import { insertRows, updateRows } from '../platform/db/dialect.ts';
import type { Acknowledgement } from './acknowledgement.ts';

/** In the order of names, which a person keeps here as it was when he was added. */
export async function insertRecipients(
  db: Db,
  announcementId: string,
  addressees: Addressee[],
  addedAt: number,
): Promise<void> {
  const rows = addressees.map(({ personId, teamId, sortKey }) => ({
    announcement_id: announcementId,
    person_id: personId,
    team_id: teamId,
    added_at: addedAt,
    sort_key: sortKey,
  }));
  await insertRows(db, 'recipients', rows);
}

/** Each of these rows fulfils the obligation of its person. */
export async function markConfirmed(db: Db, acknowledgements: Acknowledgement[]): Promise<void> {
  const rows = acknowledgements.map(({ id, announcementId, personId }) => ({
    announcement_id: announcementId,
    person_id: personId,
    acknowledgement_id: id,
  }));
  await updateRows(db, 'recipients', ['announcement_id', 'person_id'], rows);
}

/** Nobody's obligation is fulfilled any more; the confirmations of older versions stay as they are. */
export async function reopenObligations(db: Db, announcementId: string): Promise<void> {
  await db('recipients')
    .where({ announcement_id: announcementId })
    .whereNotNull('acknowledgement_id')
    .update({ acknowledgement_id: null });
}

export async function markLeft(
  db: Db,
  announcementId: string,
  personId: string,
  leftAt: number,
): Promise<void> {
  await db('recipients')
    .where({ announcement_id: announcementId, person_id: personId })
    .update({ left_at: leftAt });
}

export async function markReturned(
  db: Db,
  announcementId: string,
  { personId, teamId }: Addressee,
): Promise<void> {
  await db('recipients')
    .where({ announcement_id: announcementId, person_id: personId })
    .update({ left_at: null, team_id: teamId });
}

export async function insertAcknowledgements(db: Db, acknowledgements: Acknowledgement[]): Promise<void> {
  const rows = acknowledgements.map((acknowledgement) => ({
    id: acknowledgement.id,
    announcement_id: acknowledgement.announcementId,
    person_id: acknowledgement.personId,
    version: acknowledgement.version,
    content_hash: acknowledgement.contentHash,
    client_ack_id: acknowledgement.clientAckId,
    acknowledged_at: acknowledgement.acknowledgedAt,
    claimed_at: acknowledgement.claimedAt,
    deadline_at: acknowledgement.deadlineAt,
    signed_in_how: acknowledgement.signedInHow,
    device: acknowledgement.device,
  }));
  await insertRows(db, 'acknowledgements', rows);
}
