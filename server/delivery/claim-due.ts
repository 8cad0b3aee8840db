import { newId } from '../platform/ids.ts';
import type { House } from '../umlauf.ts';
import { claimDeliveries, type ClaimedDelivery } from './claim-store.ts';
import { leaseMs } from './held-leases.ts';
import type { PushHost } from './push-host.ts';
import { listDueHosts, listPushHosts } from './push-host-queries.ts';

/** Claimed at once for one push service, so that the first is on its way before the last has been claimed. */
const mostAtOnce = 512;

type Claim = { host: string; limit: number; claimed: ClaimedDelivery[] };

/** Claims for every push service for which something is due and there is room, in one transaction. */
export async function claimDue(
  house: House,
  room: (host: string, paused: PushHost | undefined, now: number) => number,
): Promise<Claim[]> {
  const now = house.clock.now();
  const [due, paused] = await Promise.all([listDueHosts(house.db, now), listPushHosts(house.db)]);
  const pausedByHost = new Map(paused.map((one) => [one.host, one]));
  const shares = due
    .map((host) => ({ host, limit: Math.min(room(host, pausedByHost.get(host), now), mostAtOnce) }))
    .filter(({ limit }) => limit > 0);
  if (shares.length === 0) return [];
  const lease = { id: newId(), transport: 'push' as const, now, until: now + leaseMs };
  return house.transaction(async (tx) => {
    const claims: Claim[] = [];
    for (const share of shares)
      claims.push({ ...share, claimed: await claimDeliveries(tx, { ...lease, ...share }) });
    return claims;
  });
}
