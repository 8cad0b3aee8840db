import type { Db } from '../platform/db/database.ts';

type NewDecision = {
  id: string;
  announcementId: string;
  personId: string;
  decision: 'approve' | 'send-back';
  note: string;
  contentHash: string;
  at: number;
};

export async function insertDecision(db: Db, made: NewDecision): Promise<void> {
  await db('approval_decisions').insert({
    id: made.id,
    announcement_id: made.announcementId,
    person_id: made.personId,
    decision: made.decision,
    note: made.note,
    content_hash: made.contentHash,
    at: made.at,
  });
}
