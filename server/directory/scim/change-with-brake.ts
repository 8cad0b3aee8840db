import type { Transaction } from '../../platform/db/database.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { House } from '../../umlauf.ts';
import { isTooMany } from '../roster-difference.ts';
import { keepRun } from '../run-store.ts';
import { countLeftSince } from './known-part-queries.ts';
import { scimSource as source } from './scim-person.ts';

const withinMs = 3_600_000;
const tooMany = 'scim-too-many-leavers';

/**
 * An IdP says one thing at a time. One that has lost its scope closes everybody, one by one, and each by itself looks
 * like a leaver: within an hour it takes away no more than a directory may in one run. Refuses `too-many`.
 */
export async function checkPace(house: House, tx: Transaction, leavers: number): Promise<void> {
  if (leavers === 0) return;
  const { left, present } = await countLeftSince(tx, house.clock.now() - withinMs);
  if (isTooMany(left + leavers, left + present, house.config.maxDropPercent))
    throw new Refusal('too-many', tooMany);
}

/** One transaction; where the brake has stopped it, administrators see that as an alarm. */
export async function changeWithBrake<T>(house: House, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return house.transaction(work).catch(async (error: unknown) => {
    if (error instanceof Refusal && error.reason === tooMany) {
      house.log.warn({ source }, 'an IdP would take away too many people within an hour');
      const none = { joined: 0, changed: 0, departed: 0 };
      const run = { source, at: house.clock.now(), outcome: 'failed' as const, code: tooMany, ...none };
      await house.transaction((tx) => keepRun(tx, run));
    }
    throw error;
  });
}
