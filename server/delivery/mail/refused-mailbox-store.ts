import type { Transaction } from '../../platform/db/database.ts';

type Mailbox = { personId: string; address: string };

export async function noteRefused(
  tx: Transaction,
  { personId, address }: Mailbox,
  { status, at }: { status: number; at: number },
): Promise<void> {
  const row = { person_id: personId, address, status, refused_at: at };
  await tx('refused_mailboxes').insert(row).onConflict('person_id').merge();
}

/** A mailbox that takes mail is there, whatever was said of it before. */
export async function forgetRefused(tx: Transaction, { personId, address }: Mailbox): Promise<void> {
  await tx('refused_mailboxes').where({ person_id: personId, address }).delete();
}
