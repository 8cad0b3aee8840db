import type { House } from '../umlauf.ts';
import { findActorOfSession, type FoundActor } from './find-actor.ts';

const keepMs = 60_000;
const mostSessions = 10_000;

export type SessionMemory = {
  find: (hash: string) => Promise<FoundActor | null>;
  forget: (hash: string) => void;
};

/**
 * Who a session is, without asking the database for every request. Every change to it stands in the change feed: the
 * process that makes it forgets before it answers, the others within a second. What the feed should miss ends in a minute.
 */
export function createSessionMemory(house: House): SessionMemory {
  const known = new Map<string, { found: FoundActor; at: number }>();
  let changes = 0;

  async function find(hash: string): Promise<FoundActor | null> {
    const now = house.clock.now();
    const remembered = known.get(hash);
    if (remembered && isGood(remembered, now)) return remembered.found;
    known.delete(hash);
    const before = changes;
    const found = await findActorOfSession(house, hash);
    // What was read before a change must not be remembered after it.
    if (found && before === changes) remember(hash, found, now);
    return found;
  }

  function remember(hash: string, found: FoundActor, at: number): void {
    const [oldest] = known.keys();
    if (known.size >= mostSessions && oldest !== undefined) known.delete(oldest);
    known.set(hash, { found, at });
  }

  function forget(hash: string): void {
    changes += 1;
    known.delete(hash);
  }

  function forgetPeople(personIds: string[]): void {
    changes += 1;
    const changed = new Set(personIds);
    for (const [hash, { found }] of known) if (changed.has(found.actor.person.id)) known.delete(hash);
  }

  house.changes.follow('session:ended', ({ sessionHashes }) => {
    for (const hash of sessionHashes) forget(hash);
  });
  house.changes.follow('membership:changed', ({ personIds }) => forgetPeople(personIds));
  house.changes.follow('person:changed', ({ personIds }) => forgetPeople(personIds));
  return { find, forget };
}

function isGood({ found, at }: { found: FoundActor; at: number }, now: number): boolean {
  return Math.abs(now - at) < keepMs && found.session !== null && now < found.session.expiresAt;
}
