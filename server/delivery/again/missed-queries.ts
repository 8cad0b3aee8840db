import type { Knex } from 'knex';
import type { Announcement } from '../../announcements/announcement.ts';
import type { Db } from '../../platform/db/database.ts';
import { outstandingAfter } from '../../acknowledgements/recipient-queries.ts';
import { listWithRoads, type PersonWithRoad } from '../road-queries.ts';
import { askedOf, missedOf, notAcceptedOf } from '../unreached-queries.ts';

/** How it stands before it is sent again: `missed` is by name, with the road that is open now. */
export type Missed = { outstanding: number; onTheWay: number; missed: PersonWithRoad[] };

export async function findMissed(
  db: Db,
  announcement: Announcement,
  house: { byMail: boolean; now: number },
): Promise<Missed> {
  const asked = await askedOf(db, announcement);
  const count = async (recipients: Knex.QueryBuilder): Promise<number> =>
    ((await recipients.count({ count: '*' }).first()) as { count: number }).count;
  const missed = await listWithRoads(db, missedOf(db, asked), house);
  return {
    outstanding: await count(outstandingAfter(db, asked.id)),
    onTheWay: (await count(notAcceptedOf(db, asked))) - missed.length,
    missed,
  };
}
