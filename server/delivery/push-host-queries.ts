import type { Db } from '../platform/db/database.ts';
import type { PushHost } from './push-host.ts';

/** The push services that are left alone, or were and have accepted nothing since: those `refused` are an alarm. */
export async function listPushHosts(db: Db): Promise<PushHost[]> {
  return (await db('push_hosts')
    .orderBy('host')
    .select('host', 'reason', 'status', 'since', 'paused_until as pausedUntil')) as PushHost[];
}

/**
 * The push services for which something is due. One step in the index for each of them, however many rows wait, and
 * those whose rows a worker has let go.
 */
export async function listDueHosts(db: Db, now: number): Promise<string[]> {
  // The first row of an ordered list, not `min` or `exists`: what waits is rarely there when a database takes its
  // statistics, and PostgreSQL, expecting one row, would read thousands.
  const first = (column: string, where: string) =>
    `(select ${column} from deliveries where state = 'queued' and transport = 'push'${where} order by ${column} limit 1)`;
  const due = `${first('next_attempt_at', ' and deliveries.host = hosts.host')} <= ?`;
  const abandoned = `select host from deliveries where state = 'sending' and transport = 'push' and lease_until <= ?`;
  const answer: unknown = await db.raw(
    `with recursive hosts(host) as (select ${first('host', '')} union all
      select ${first('host', ' and deliveries.host > hosts.host')} from hosts where host is not null)
    select host from hosts where host is not null and ${due} union ${abandoned}`,
    [now, now],
  );
  const rows = (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as { host: string }[];
  return rows.map(({ host }) => host);
}
