import type { Umlauf } from '../umlauf.ts';
import { findTotals } from './progress-queries.ts';

type ProgressTicker = {
  count: (announcementId: string) => void;
  /** Something became of a notice about it, or how close together its release came was measured. */
  deliver: (announcementId: string) => void;
  start: () => void;
  stop: () => void;
};

const roomPrefix = 'progress:';
export const progressRoom = (announcementId: string): string => `${roomPrefix}${announcementId}`;

/** At most four a second; every second at least, so that confirmations in another process are seen too. */
const tickMs = 250;
const lookEveryTicks = 4;

/** Tells those who follow an announcement how many have confirmed, when that has changed, and once a second that notices have moved on. */
export function createProgressTicker({ db, live, log }: Pick<Umlauf, 'db' | 'live' | 'log'>): ProgressTicker {
  const changed = new Set<string>();
  const delivered = new Set<string>();
  const told = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;
  let isCounting = false;

  async function tell(announcementId: string): Promise<void> {
    const { confirmed, outstanding, recipients } = await findTotals(db, announcementId);
    const state = `${confirmed} ${outstanding} ${recipients}`;
    if (told.get(announcementId) === state) return;
    told.set(announcementId, state);
    live.emit([progressRoom(announcementId)], 'acknowledgement:counted', {
      announcementId,
      confirmed,
      outstanding,
      recipients,
    });
  }

  async function tick(): Promise<void> {
    ticks += 1;
    const followed = live.roomsWithPrefix(roomPrefix).map((room) => room.slice(roomPrefix.length));
    for (const id of told.keys()) if (!followed.includes(id)) told.delete(id);
    // Emptied before anybody is waited for: what is counted meanwhile is for the next tick.
    const counted = new Set(changed);
    changed.clear();
    const isLook = ticks % lookEveryTicks === 0;
    const moved = isLook ? followed.filter((id) => delivered.has(id)) : [];
    if (isLook) delivered.clear();
    for (const id of moved) live.emit([progressRoom(id)], 'delivery:counted', { announcementId: id });
    for (const id of followed) if (counted.has(id) || isLook) await tell(id);
  }

  return {
    count: (announcementId) => changed.add(announcementId),
    deliver: (announcementId) => delivered.add(announcementId),
    start: () => {
      timer = setInterval(() => {
        if (isCounting) return;
        isCounting = true;
        tick()
          .catch((error: unknown) => {
            log.warn({ err: error }, 'progress could not be counted');
          })
          .finally(() => (isCounting = false));
      }, tickMs);
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
