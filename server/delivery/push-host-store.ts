import type { Transaction } from '../platform/db/database.ts';
import type { PushHost } from './push-host.ts';

/** Nothing is claimed for it until then. It keeps since when it has been so, as long as the reason is the same. */
export async function pauseHost(
  tx: Transaction,
  { host, reason, status, since, pausedUntil }: PushHost,
): Promise<void> {
  const row = { host, reason, status, since, paused_until: pausedUntil };
  await tx('push_hosts').insert(row).onConflict('host').merge();
}

export async function forgetHost(tx: Transaction, host: string): Promise<void> {
  await tx('push_hosts').where({ host }).delete();
}
