import { settleMemberships } from './settle-memberships.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { deleteMembership, insertMemberships, insertTeams } from './directory-store.ts';
import { findTeamIds, listDirectTeams } from './saml-person-queries.ts';

type Groups = { personId: string; source: string; groups: string[] };

const longestName = 200;
/** Of a DN the name that stands first in it. */
const nameOf = (group: string): string =>
  (/^cn=((?:[^,\\]|\\.)+)/i.exec(group)?.[1]?.replace(/\\(.)/g, '$1') ?? group).slice(0, longestName);

/** Brings the teams of one person into line with the groups that the IdP names, and the obligations with the teams. */
export async function followSamlGroups(tx: Transaction, house: House, given: Groups): Promise<void> {
  const { personId, source, groups } = given;
  const now = house.clock.now();
  const known = await findTeamIds(tx, source);
  const missing = groups
    .filter((group) => !known.has(group))
    .map((group) => ({ id: newId(), name: nameOf(group), source, sourceId: group }));
  await insertTeams(tx, missing);
  for (const { id, sourceId } of missing) known.set(sourceId, id);
  const wanted = new Set(groups.flatMap((group) => known.get(group) ?? []));
  const current = await listDirectTeams(tx, personId, source);
  const joins = [...wanted].filter((id) => !current.includes(id)).map((teamId) => ({ teamId, personId }));
  const leaves = current.filter((id) => !wanted.has(id)).map((teamId) => ({ teamId, personId }));
  if (joins.length + leaves.length === 0) return;
  for (const membership of leaves) await deleteMembership(tx, membership);
  await insertMemberships(tx, joins, now);
  await settleMemberships(tx, house, [personId], now);
  await house.changes.append(tx, 'membership:changed', { personIds: [personId] });
  const details = { joins, leaves };
  await recordAudit(tx, {
    at: now,
    actorId: null,
    action: 'membership:changed',
    subject: 'directory',
    details,
  });
}
