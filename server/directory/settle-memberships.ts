import { adjustObligations } from '../acknowledgements/adjust-obligations.ts';
import { adjustMembers } from '../channels/adjust-members.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';

/**
 * What follows from the teams in which these people are now, in the transaction that put them there, whose caller
 * holds the `audienceLock`: their obligations and their channels.
 */
export async function settleMemberships(
  tx: Transaction,
  house: Pick<House, 'config' | 'changes'>,
  personIds: string[],
  now: number,
): Promise<void> {
  await adjustObligations(tx, house, personIds, now);
  const others = await adjustMembers(tx, personIds, now);
  if (others.length > 0) await house.changes.append(tx, 'membership:changed', { personIds: others });
}
