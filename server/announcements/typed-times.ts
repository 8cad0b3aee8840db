import { instantsOf, toLocalTime } from '../platform/local-time.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Content } from './announcement.ts';

export const turns = ['first', 'second'] as const;
/** Which of the two, when the clocks of the house show a time twice. */
export type Turn = (typeof turns)[number];

export const timeFields = ['deadlineAt', 'releaseAt', 'expiresAt'] as const;
type TimeField = (typeof timeFields)[number];
type Times = Pick<Content, TimeField>;

/** Times as they stand in the fields of a form, on the clocks of the house; empty is none. */
export type TypedTimes = Record<TimeField, string> & { releaseTurn: Turn | null };

export const noTimes: Times = { deadlineAt: null, releaseAt: null, expiresAt: null };
export const nothingTyped: TypedTimes = { deadlineAt: '', releaseAt: '', expiresAt: '', releaseTurn: null };

/** Null for a time that is shown once. */
export function turnOf(at: number | null, timeZone: string): Turn | null {
  if (at === null) return null;
  const [, second] = instantsOf(toLocalTime(at, timeZone), timeZone);
  if (second === undefined) return null;
  return at < second ? 'first' : 'second';
}

export function typeTimes(times: Times, timeZone: string): TypedTimes {
  const typed = (at: number | null) => (at === null ? '' : toLocalTime(at, timeZone));
  return {
    deadlineAt: typed(times.deadlineAt),
    releaseAt: typed(times.releaseAt),
    expiresAt: typed(times.expiresAt),
    releaseTurn: turnOf(times.releaseAt, timeZone),
  };
}

/**
 * What was typed, as instants. Refuses a time that the clocks skip; of one that they show twice, a release must say
 * which, and a deadline or an expiry is the later. What stands as it was stored stays to the millisecond.
 */
export function readTimes(typed: TypedTimes, stored: Times, timeZone: string): Times {
  const read = (field: TimeField, turn: Turn | null): number | null => {
    const local = typed[field];
    if (local === '') return null;
    const kept = stored[field];
    if (kept !== null && toLocalTime(kept, timeZone) === local && isTurn(kept, turn, timeZone)) return kept;
    const [first, second] = instantsOf(local, timeZone);
    if (first === undefined) throw new Refusal('invalid', 'no-such-time', { field });
    if (second === undefined) return first;
    if (field !== 'releaseAt') return second;
    if (turn === null)
      throw new Refusal('invalid', 'release-twice', { field, params: { time: local.slice(-5) } });
    return turn === 'first' ? first : second;
  };
  return {
    deadlineAt: read('deadlineAt', null),
    releaseAt: read('releaseAt', typed.releaseTurn),
    expiresAt: read('expiresAt', null),
  };
}

const isTurn = (at: number, turn: Turn | null, timeZone: string): boolean => {
  const own = turnOf(at, timeZone);
  return turn === null || own === null || own === turn;
};

/** What the form has to say about times that its clocks show twice. */
export function describeTimes(typed: TypedTimes, stored: Times, timeZone: string) {
  const turnTaken = (field: 'deadlineAt' | 'expiresAt'): Turn | null => {
    if (instantsOf(typed[field], timeZone).length < 2) return null;
    return turnOf(readTimes({ ...nothingTyped, [field]: typed[field] }, stored, timeZone)[field], timeZone);
  };
  return {
    isReleaseTwice: instantsOf(typed.releaseAt, timeZone).length > 1,
    deadlineTurn: turnTaken('deadlineAt'),
    expiryTurn: turnTaken('expiresAt'),
  };
}
