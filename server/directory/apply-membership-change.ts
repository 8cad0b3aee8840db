import { settleMemberships } from './settle-memberships.ts';
import { audienceLock } from '../announcements/audience.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import type { House } from '../umlauf.ts';
import { deleteMembership, insertMemberships, type Membership } from './directory-store.ts';

type MembershipChange = { joins?: Membership[]; leaves?: Membership[] };

/**
 * The one way in which people enter and leave teams, whichever directory says so. In one transaction: the
 * memberships, the obligations that follow from them, their deliveries, the audit row.
 */
export async function applyMembershipChange(
  house: House,
  actorId: string | null,
  change: MembershipChange,
): Promise<void> {
  const { joins = [], leaves = [] } = change;
  const personIds = [...new Set([...joins, ...leaves].map(({ personId }) => personId))];
  if (personIds.length === 0) return;
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    for (const membership of leaves) await deleteMembership(tx, membership);
    await insertMemberships(tx, joins, now);
    await settleMemberships(tx, house, personIds, now);
    await house.changes.append(tx, 'membership:changed', { personIds });
    await recordAudit(tx, {
      at: now,
      actorId,
      action: 'membership:changed',
      subject: 'directory',
      details: { joins, leaves },
    });
  });
}
