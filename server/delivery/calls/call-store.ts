import type { Transaction } from '../../platform/db/database.ts';
import type { CallOutcome } from './call.ts';

type NewCall = {
  id: string;
  announcementId: string;
  personId: string;
  callerId: string;
  outcome: CallOutcome;
  at: number;
};

export async function insertCall(tx: Transaction, call: NewCall): Promise<void> {
  const { id, announcementId, personId, callerId, outcome, at } = call;
  await tx('calls').insert({
    ...{ id, announcement_id: announcementId, person_id: personId, caller_id: callerId, outcome },
    called_at: at,
  });
}
