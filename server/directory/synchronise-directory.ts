import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { applyRoster, type RosterOutcome, type RosterSource } from './apply-roster.ts';
import type { Roster } from './roster.ts';
import { keepRun } from './run-store.ts';

type SyncOutcome = RosterOutcome | { outcome: 'failed'; code: string };

/** Reads a directory and applies what it says. When it cannot be read, that is kept, and nothing else changes. */
export async function synchroniseDirectory(
  house: House,
  read: () => Promise<Roster>,
  given: RosterSource,
): Promise<SyncOutcome> {
  try {
    return await applyRoster(house, await read(), given);
  } catch (error) {
    const code = codeOf(error);
    house.log.warn({ err: error, source: given.source, code }, 'the directory could not be brought over');
    const none = { joined: 0, changed: 0, departed: 0 };
    const run = { source: given.source, at: house.clock.now(), outcome: 'failed' as const, code, ...none };
    await house.transaction((tx) => keepRun(tx, run));
    return { outcome: 'failed', code };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.reason;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? String(code) : 'unknown';
}
