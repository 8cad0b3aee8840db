import { settleMemberships } from './settle-memberships.ts';
import { countLeftAt } from '../acknowledgements/recipient-queries.ts';
import { holdAnnouncements } from '../announcements/hold-announcements.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import { endAccess } from '../sign-in/end-access.ts';
import type { House } from '../umlauf.ts';
import { markPeopleLeft } from './directory-store.ts';
import { listMemberships } from './team-queries.ts';

type Leaving = {
  /** Who did it; null for a directory and the command line. */
  actorId: string | null;
  how: 'directory' | 'operator';
  details?: (personId: string) => object;
};

/**
 * The one way in which people leave the house, inside the caller's transaction, which holds the `audienceLock`: out of
 * every team, sessions, devices and tokens ended, obligations closed as left, what they have not finished sending held
 * for another publisher, and a record of each closing with its time.
 */
export async function revokeAccess(
  house: House,
  tx: Transaction,
  personIds: string[],
  { actorId, how, details }: Leaving,
): Promise<void> {
  if (personIds.length === 0) return;
  const leftAt = house.clock.now();
  const teams = new Map<string, number>();
  for (const { personId } of await listMemberships(tx, personIds))
    teams.set(personId, (teams.get(personId) ?? 0) + 1);
  await markPeopleLeft(tx, personIds, leftAt, how);
  await settleMemberships(tx, house, personIds, leftAt);
  const obligationsAt = house.clock.now();
  const obligations = await countLeftAt(tx, personIds, leftAt);
  for (const personId of personIds) {
    await holdAnnouncements(tx, house, personId, leftAt);
    const { sessions, devices, tokens } = await endAccess(tx, house, personId, leftAt);
    const accessAt = house.clock.now();
    const closed = {
      memberships: { closed: teams.get(personId) ?? 0, at: leftAt },
      obligations: { closed: obligations.get(personId) ?? 0, at: obligationsAt },
      sessions: { closed: sessions, at: accessAt },
      devices: { closed: devices, at: accessAt },
      tokens: { closed: tokens, at: accessAt },
    };
    await recordAudit(tx, {
      ...{ at: leftAt, actorId, action: 'person:left', subject: personId },
      details: { how, ...details?.(personId), closed },
    });
  }
  await house.changes.append(tx, 'membership:changed', { personIds });
}
