import type { Announcement } from '../../announcements/announcement.ts';
import type { House } from '../../umlauf.ts';
import { countToCall } from './call-queries.ts';

const keptMs = 10_000;
const mostKept = 1000;

/** How many of those outstanding nothing has reached. To count them costs more with more recipients: ten seconds one count does. */
export function createUnreachedCount({ db, clock }: Pick<House, 'db' | 'clock'>) {
  const counted = new Map<string, { at: number; people: Promise<number> }>();
  return (announcement: Announcement): Promise<number> => {
    const now = clock.now();
    const known = counted.get(announcement.id);
    if (known && now - known.at < keptMs) return known.people;
    if (counted.size >= mostKept) counted.clear();
    const people = countToCall(db, announcement, now).then((count) => count.people);
    counted.set(announcement.id, { at: now, people });
    people.catch(() => counted.delete(announcement.id));
    return people;
  };
}
