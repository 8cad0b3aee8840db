import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../umlauf.ts';
import type { RosterSource } from './apply-roster.ts';
import type { Roster } from './roster.ts';
import { synchroniseDirectory } from './synchronise-directory.ts';
import { watchPeople, type LookUp } from './watch-people.ts';

/** What a directory is asked; each call is a connection of its own and fails as a whole. */
export type Directory = {
  readRoster: () => Promise<Roster>;
  lookUpPeople: LookUp;
  /** A word that differs whenever a group has changed. */
  readGroupVersions: () => Promise<string>;
};

type Rhythm = RosterSource & { watchMs: number; syncMs: number };

const tickMs = 250;
/** A directory that does not answer must not hold up the end of the process. */
const stopWithinMs = 1000;

/** Everything at the start and every `syncMs`; those who could see something, and changed groups, every `watchMs`. */
export function createDirectoryClock(
  house: House,
  directory: Directory,
  { watchMs, syncMs, ...given }: Rhythm,
): { start: () => void; stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | null = null;
  let syncAt = -Infinity;
  let watchAt = -Infinity;
  let versions: string | null = null;

  async function synchronise(seen: string | null): Promise<void> {
    const { outcome } = await synchroniseDirectory(house, directory.readRoster, given);
    versions = outcome === 'failed' ? null : seen;
    syncAt = house.clock.now() + (outcome === 'failed' ? watchMs : syncMs);
  }

  async function look(): Promise<void> {
    const now = house.clock.now();
    if (now < watchAt && now < syncAt) return;
    watchAt = now + watchMs;
    const seen = await directory.readGroupVersions().catch(() => null);
    const isQuiet = now < syncAt && seen !== null && seen === versions;
    if (isQuiet && (await watchPeople(house, directory.lookUpPeople, given))) return;
    await synchronise(seen);
  }

  function tick(): void {
    running ??= look()
      .catch((error: unknown) => {
        house.log.warn({ err: error, source: given.source }, 'the directory could not be watched');
      })
      .finally(() => (running = null));
  }

  return {
    start: () => {
      timer = setInterval(tick, tickMs);
      tick();
    },
    stop: async () => {
      clearInterval(timer);
      await Promise.race([running, sleep(stopWithinMs, undefined, { ref: false })]);
    },
  };
}
