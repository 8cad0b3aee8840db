import type { Transaction } from '../../platform/db/database.ts';
import { countsOf } from '../apply-roster.ts';
import type { RosterDifference } from '../roster-difference.ts';
import { addToRun } from '../run-store.ts';
import { scimSource as source } from './scim-person.ts';

/** What an IdP has changed stands among the runs of directories. */
export const keepScimRun = (tx: Transaction, difference: RosterDifference, at: number): Promise<void> =>
  addToRun(tx, { source, at, outcome: 'applied', code: null, ...countsOf(difference) });
