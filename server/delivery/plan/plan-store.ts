import type { Transaction } from '../../platform/db/database.ts';
import { insertRows } from '../../platform/db/dialect.ts';
import { newId } from '../../platform/ids.ts';
import type { Planned, PlannedKind } from './plan.ts';

/** What is there already stays as it is, whatever has become of it. */
export async function insertPlanned(
  tx: Transaction,
  announcementId: string,
  planned: Planned[],
): Promise<void> {
  await insertRows(
    tx,
    'planned_notices',
    planned.map(({ kind, dueAt }) => ({
      ...{ id: newId(), announcement_id: announcementId, kind, due_at: dueAt, state: 'waiting' },
      settled_at: null,
    })),
    'ignore',
  );
}

export async function deleteWaiting(
  tx: Transaction,
  announcementId: string,
  kinds: PlannedKind[],
): Promise<void> {
  await tx('planned_notices')
    .where({ announcement_id: announcementId, state: 'waiting' })
    .whereIn('kind', kinds)
    .delete();
}

/** Answers whether it was still waiting: of two that come at once, one takes it. */
export async function settlePlanned(
  tx: Transaction,
  id: string,
  state: 'sent' | 'dropped',
  at: number,
): Promise<boolean> {
  const settled: number = await tx('planned_notices')
    .where({ id, state: 'waiting' })
    .update({ state, settled_at: at });
  return settled > 0;
}

/** Of the same kind and time there may be one already: then this one is superfluous. */
export async function postponePlanned(
  tx: Transaction,
  { id, announcementId, kind }: { id: string; announcementId: string; kind: PlannedKind },
  dueAt: number,
): Promise<void> {
  await tx('planned_notices').where({ id }).delete();
  await insertPlanned(tx, announcementId, [{ kind, dueAt }]);
}
