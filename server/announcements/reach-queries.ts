import { findPeople } from '../directory/directory-queries.ts';
import { listPushable } from '../delivery/subscription-queries.ts';
import { listSignedIn } from '../sign-in/session-queries.ts';
import type { Db } from '../platform/db/database.ts';
import type { Audience } from './audience.ts';
import { resolveAudience } from './audience.ts';
import { readRoll } from './audience-queries.ts';
import { countLines, measureRoads, type Ledger, type Reach } from './reach.ts';

type NamedReach = Omit<Reach, 'unreachablePeople'> & {
  unreachablePeople: { id: string; name: string; department: string }[];
};

/** Who would get it if it were released now. */
export async function findReach(db: Db, audience: Audience, now: number): Promise<NamedReach> {
  const roll = await readRoll(db);
  const personIds = resolveAudience(audience, roll).map(({ personId }) => personId);
  const open = { push: await listPushable(db), page: await listSignedIn(db, now), mail: new Set<string>() };
  const reach = measureRoads(personIds, open);
  const people = await findPeople(db, reach.unreachablePeople);
  return {
    ...reach,
    unreachablePeople: people.map(({ id, name, department }) => ({ id, name, department })),
  };
}

/** What each line of the audience contributes. */
export async function findLedger(db: Db, audience: Audience): Promise<Ledger> {
  return countLines(audience, await readRoll(db));
}
