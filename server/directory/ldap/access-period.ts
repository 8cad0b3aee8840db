import { allOf, firstOf, type DirectoryEntry } from './directory-entry.ts';

const dayMs = 24 * 3600 * 1000;
const disabledFlag = 2;
/** 1601 in UTC milliseconds; Windows counts from there in steps of 100 ns. */
const windowsEpochMs = -11_644_473_600_000n;
const neverExpires = 2n ** 63n - 1n;
/** The password policy of OpenLDAP: locked until somebody unlocks it. Any other time is a lock that passes. */
const lockedForGood = '000001010000Z';

/** Why the directory lets this person in no longer; null when it does. */
export function closedBecause(entry: DirectoryEntry, now: number): 'disabled' | 'expired' | null {
  const isDisabled =
    (Number(firstOf(entry, 'userAccountControl') ?? 0) & disabledFlag) !== 0 ||
    allOf(entry, 'pwdAccountLockedTime').includes(lockedForGood) ||
    firstOf(entry, 'nsAccountLock')?.toLowerCase() === 'true';
  if (isDisabled) return 'disabled';
  const ends = [windowsTime(firstOf(entry, 'accountExpires')), shadowDay(firstOf(entry, 'shadowExpire'))];
  return ends.some((end) => end !== null && end <= now) ? 'expired' : null;
}

function windowsTime(value: string | null): number | null {
  if (value === null || !/^\d{1,19}$/.test(value)) return null;
  const steps = BigInt(value);
  return steps === 0n || steps >= neverExpires ? null : Number(steps / 10_000n + windowsEpochMs);
}

function shadowDay(value: string | null): number | null {
  return value === null || !/^\d{1,7}$/.test(value) ? null : Number(value) * dayMs;
}
