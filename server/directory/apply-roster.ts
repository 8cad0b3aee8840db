import { audienceLock } from '../announcements/audience.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { contentHash } from '../platform/content-hash.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { faultPoint } from '../platform/fault-point.ts';
import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import type { KnownRoster } from './compare-roster.ts';
import { describeDifference, type ShownDifference } from './describe-difference.ts';
import { findDifference } from './difference-queries.ts';
import { dropDifference, keepDifference } from './difference-store.ts';
import { examineRoster } from './examine-roster.ts';
import type { Roster } from './roster.ts';
import { isNothing, objectTo, type Objection, type RosterDifference } from './roster-difference.ts';
import { findLatestRun } from './run-queries.ts';
import { keepRun } from './run-store.ts';
import { writeDifference } from './write-difference.ts';

export type RosterSource = { source: string; maxDropPercent: number };

export type RosterOutcome =
  | { outcome: 'unchanged' }
  | { outcome: 'applied'; shown: ShownDifference }
  | { outcome: 'waiting'; shown: ShownDifference };

/**
 * Makes people, teams and memberships what this directory says, in one transaction; or, where it would take away more
 * than a healthy day does, changes nothing and waits for a person. A run that finds nothing new writes nothing.
 * Refuses `invalid` when two people have one login.
 */
export async function applyRoster(house: House, roster: Roster, given: RosterSource): Promise<RosterOutcome> {
  const { source, maxDropPercent } = given;
  const now = house.clock.now();
  const first = await examineRoster(house.db, roster, source);
  const latest = await findLatestRun(house.db, source);
  if (isNothing(first.difference) && (latest === null || latest.outcome === 'applied')) {
    house.directoryHeardAt.set(source, now);
    return { outcome: 'unchanged' };
  }
  const outcome = await house.transaction(async (tx): Promise<RosterOutcome> => {
    await lockSequence(tx, audienceLock);
    const { known, difference } = await examineRoster(tx, roster, source);
    const objections = objectTo(difference, maxDropPercent);
    const shown = describeDifference(known, difference, objections);
    if (objections.length > 0) {
      await holdBack(house, tx, { source, roster, difference, shown, objections, now });
      return { outcome: 'waiting', shown };
    }
    await carryOut(house, tx, known, difference, { source, actorId: null, now, seenAt: now });
    return { outcome: 'applied', shown };
  });
  if (outcome.outcome === 'applied') {
    faultPoint('roster-committed');
    house.directoryHeardAt.set(source, now);
  }
  return outcome;
}

/** What a run is kept with. */
export const countsOf = ({ newcomers, returners, changed, leavers }: RosterDifference) => ({
  joined: newcomers.length + returners.length,
  changed: changed.length,
  departed: leavers.length,
});

/** `seenAt`: when the directory said so. */
type Carrying = { source: string; actorId: string | null; now: number; seenAt: number };

/** Writes a difference that nobody objects to, or that a person has approved, and keeps the run. */
export async function carryOut(
  house: House,
  tx: Transaction,
  known: KnownRoster,
  difference: RosterDifference,
  given: Carrying,
): Promise<void> {
  const { source, now } = given;
  if (!isNothing(difference)) await writeDifference(house, tx, known, difference, given);
  await dropDifference(tx, source);
  await keepRun(tx, { source, at: now, outcome: 'applied', code: null, ...countsOf(difference) });
}

type Holding = {
  source: string;
  roster: Roster;
  difference: RosterDifference;
  shown: ShownDifference;
  objections: Objection[];
  now: number;
};

/** Keeps the difference for a person to look at. The same one, come up again, stays as it is. */
export async function holdBack(
  house: House,
  tx: Transaction,
  { source, roster, difference, shown, objections, now }: Holding,
): Promise<void> {
  await keepRun(tx, { source, at: now, outcome: 'waiting', code: null, ...countsOf(difference) });
  const hash = contentHash(difference);
  if ((await findDifference(tx, { source }))?.hash === hash) return;
  await keepDifference(tx, { id: newId(), source, at: now, hash, shown, roster });
  const details = { objections, hash, leavers: shown.leavers.map(({ login }) => login) };
  await recordAudit(tx, { at: now, actorId: null, action: 'directory:held-back', subject: source, details });
  house.log.warn(
    { source, objections },
    'the directory would take away too much; an administrator must look',
  );
}
