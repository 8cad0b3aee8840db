import { countPending, findLatestSkewSeconds } from './delivery/delivery-queries.ts';
import { countPeopleByState } from './directory/directory-queries.ts';
import type { Metrics } from './platform/metrics.ts';
import type { House } from './umlauf.ts';

/** What the house looks like at the moment somebody asks for the figures. */
export function gaugeHouse({ db }: House, metrics: Metrics, live: { connections: () => number }): void {
  metrics.gauge('umlauf_sockets', 'Live connections', [], (gauge) => {
    gauge.set(live.connections());
  });
  metrics.gauge('umlauf_delivery_pending', 'Deliveries that wait or are being sent', [], async (gauge) => {
    gauge.set(await countPending(db));
  });
  const skew = 'Between the first and the last device that the latest release reached';
  metrics.gauge('umlauf_release_skew_seconds', skew, [], async (gauge) => {
    const seconds = await findLatestSkewSeconds(db);
    if (seconds !== null) gauge.set(seconds);
  });
  metrics.gauge('umlauf_directory_people', 'People of the directory', ['state'], async (gauge) => {
    for (const [state, people] of Object.entries(await countPeopleByState(db))) gauge.set({ state }, people);
  });
}
