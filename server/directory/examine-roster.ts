import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { compareRoster, type KnownRoster } from './compare-roster.ts';
import type { Roster } from './roster.ts';
import type { RosterDifference } from './roster-difference.ts';
import { listLoginsOfOthers, readKnownRoster } from './roster-queries.ts';

/** What a directory says beside what is known of it. Refuses `invalid` when two people would have one login. */
export async function examineRoster(
  db: Db,
  roster: Roster,
  source: string,
): Promise<{ known: KnownRoster; difference: RosterDifference }> {
  const known = await readKnownRoster(db, source);
  const closed = new Set(
    known.people.filter(({ leftHow }) => leftHow === 'operator').map(({ sourceId }) => sourceId),
  );
  const logins = await listLoginsOfOthers(db, source);
  for (const { login, mayEnter, sourceId } of roster.people) {
    if (!mayEnter || closed.has(sourceId)) continue;
    if (logins.has(login)) throw new Refusal('invalid', 'login-twice', { params: { login } });
    logins.add(login);
  }
  return { known, difference: compareRoster(known, roster) };
}
