import type { Db, Transaction } from '../platform/db/database.ts';
import { insertRows, lockRows, whereIn } from '../platform/db/dialect.ts';
import { isLate, type Acknowledgement } from './acknowledgement.ts';

/** Steps of the curve. */
export const bucketMs = 5 * 60_000;
/** The key of the counts of those who are in no team. */
export const noTeam = '';

const counts = ['recipients', 'confirmed', 'left', 'late'];

/**
 * Writes the kept counts of an announcement, or of some of its teams, anew from the obligations. Confirmations under
 * way have their turn first: what they add is either seen here or added after.
 */
export async function recountObligations(
  tx: Transaction,
  announcementId: string,
  teams: 'all' | (string | null)[],
): Promise<void> {
  const kept = tx('obligation_counts').where({ announcement_id: announcementId });
  const counted = countRecipients(tx, announcementId);
  if (teams !== 'all') {
    const teamIds = teams.filter((team) => team !== null);
    void whereIn(kept, 'team_id', [...teamIds, noTeam]);
    void counted.where(
      (query) => void whereIn(query, 'recipients.team_id', teamIds).orWhereNull('recipients.team_id'),
    );
  }
  await lockRows(tx, kept.clone().select('team_id'));
  await kept.clone().update(Object.fromEntries(counts.map((count) => [count, 0])));
  const { sql, bindings } = counted.toSQL();
  const columns = ['announcement_id', 'team_id', ...counts];
  const merged = counts.map(() => '?? = excluded.??').join(', ');
  await tx.raw(
    `insert into obligation_counts (${columns.map(() => '??').join(', ')}) ${sql}
      on conflict (announcement_id, team_id) do update set ${merged}`,
    [...columns, ...(bindings as string[]), ...counts.flatMap((count) => [count, count])],
  );
}

const countRecipients = (tx: Transaction, announcementId: string) =>
  tx('recipients')
    .leftJoin('acknowledgements', 'acknowledgements.id', 'recipients.acknowledgement_id')
    .where('recipients.announcement_id', announcementId)
    .groupByRaw('1, 2')
    .select(
      'recipients.announcement_id',
      tx.raw("coalesce(recipients.team_id, '')"),
      tx.raw('count(*)'),
      tx.raw('count(recipients.acknowledgement_id)'),
      tx.raw(
        'sum(case when recipients.acknowledgement_id is null and recipients.left_at is not null then 1 else 0 end)',
      ),
      tx.raw(
        'sum(case when acknowledgements.acknowledged_at > acknowledgements.deadline_at then 1 else 0 end)',
      ),
    );

/** Somebody came, left outstanding, or came back: added to the counts of his team. */
export async function shiftCounts(
  db: Db,
  announcementId: string,
  teamId: string | null,
  { recipients, left }: { recipients: number; left: number },
): Promise<void> {
  const key = { announcement_id: announcementId, team_id: teamId ?? noTeam };
  await db('obligation_counts')
    .insert({ ...key, recipients, left, confirmed: 0, late: 0 })
    .onConflict(['announcement_id', 'team_id'])
    .merge({
      recipients: db.raw('obligation_counts.recipients + ?', [recipients]),
      left: db.raw('??.?? + ?', ['obligation_counts', 'left', left]),
    });
}

type Counted = { acknowledgement: Acknowledgement; teamId: string | null; asksFromVersion: number };

/** New confirmations, in the counts of their teams and in the curve. */
export async function countConfirmations(db: Db, counted: Counted[]): Promise<void> {
  const inTeams = counted.map(({ acknowledgement, teamId }) => ({
    ...{ announcement_id: acknowledgement.announcementId, team_id: teamId ?? noTeam },
    ...{ recipients: 0, left: 0, confirmed: 1, late: isLate(acknowledgement) ? 1 : 0 },
  }));
  const inCurve = counted.map(({ acknowledgement: { announcementId, acknowledgedAt }, asksFromVersion }) => ({
    ...{ announcement_id: announcementId, asks_from_version: asksFromVersion },
    ...{ starts_at: Math.floor(acknowledgedAt / bucketMs) * bucketMs, confirmed: 1 },
  }));
  await addUp(db, 'obligation_counts', ['announcement_id', 'team_id'], inTeams);
  await addUp(db, 'confirmation_buckets', ['announcement_id', 'asks_from_version', 'starts_at'], inCurve);
}

type CountRow = Record<string, string | number>;

/** Adds rows of counts to those with the same key, in one order, so that two who wait for each other cannot come about. */
async function addUp(db: Db, table: string, key: string[], rows: CountRow[]): Promise<void> {
  const sums = new Map<string, CountRow>();
  const add = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
  for (const row of rows) {
    const name = key.map((column) => row[column]).join(' ');
    const sum = sums.get(name) ?? {};
    for (const column of add) sum[column] = Number(sum[column] ?? 0) + Number(row[column]);
    sums.set(name, { ...row, ...sum });
  }
  const inOrder = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  await insertRows(db, table, inOrder, { key, add });
}
