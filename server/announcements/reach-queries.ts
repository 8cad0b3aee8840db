import { findPeople } from '../directory/directory-queries.ts';
import { listMailable } from '../delivery/mail/mail-queries.ts';
import { listPushOwners } from '../delivery/subscription-queries.ts';
import { listSignedIn } from '../sign-in/session-queries.ts';
import type { Db } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import { resolveAudience, type Audience, type Roll } from './audience.ts';
import { readRoll } from './audience-queries.ts';
import { countLines, measureRoads, type Ledger, type Reach } from './reach.ts';

export type NamedReach = Omit<Reach, 'unreachablePeople'> & {
  unreachablePeople: { id: string; name: string; department: string }[];
};

type Asked = Pick<House, 'db' | 'clock' | 'config'>;

/** Who would get it if it were released now. */
export async function findReach(house: Asked, audience: Audience): Promise<NamedReach> {
  const { db } = house;
  return nameSome(db, await measure(house, audience, await readRoll(db)), Infinity);
}

type LedgerWithReach = { ledger: Ledger; teamNames: Map<string, string>; reach: NamedReach };

/** What each line of the audience counts and whom it reaches, of one and the same directory; the first unreachable by name. */
export async function findLedger(
  house: Asked,
  audience: Audience,
  mostNamed: number,
): Promise<LedgerWithReach> {
  const { db } = house;
  const roll = await readRoll(db);
  return {
    ledger: countLines(audience, roll),
    teamNames: roll.teamNames,
    reach: await nameSome(db, await measure(house, audience, roll), mostNamed),
  };
}

async function measure({ db, clock, config }: Asked, audience: Audience, roll: Roll): Promise<Reach> {
  const byName = resolveAudience(audience, roll).sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const owners = await listPushOwners(db, clock.now());
  const open = {
    push: owners.confirmed,
    page: await listSignedIn(db, clock.now()),
    mail: config.mail === null ? new Set<string>() : await listMailable(db),
  };
  return measureRoads(
    byName.map(({ personId }) => personId),
    open,
    owners.unconfirmed,
  );
}

async function nameSome(db: Db, reach: Reach, most: number): Promise<NamedReach> {
  const people = await findPeople(db, reach.unreachablePeople.slice(0, most));
  return {
    ...reach,
    unreachablePeople: people.map(({ id, name, department }) => ({ id, name, department })),
  };
}
