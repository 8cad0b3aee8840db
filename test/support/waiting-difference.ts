import assert from 'node:assert/strict';
import { applyRoster } from '../../server/directory/apply-roster.ts';
import { findDifference } from '../../server/directory/difference-queries.ts';
import type { House } from '../../server/umlauf.ts';
import { changedRoster, smallCompany } from './rosters.ts';

const given = { maxDropPercent: 10 };

/** A directory of eight people of which six are suddenly missing; answers the id of the difference that waits. */
export async function waitingDifference(house: House, source: string): Promise<string> {
  const whole = smallCompany(source, 8);
  await applyRoster(house, whole, { source, ...given });
  const missing = whole.people.slice(0, 6).map(({ sourceId }) => [sourceId, null]);
  const short = changedRoster(whole, { people: Object.fromEntries(missing) as Record<string, null> });
  assert.equal((await applyRoster(house, short, { source, ...given })).outcome, 'waiting');
  const difference = await findDifference(house.db, { source });
  assert.ok(difference);
  return difference.id;
}
