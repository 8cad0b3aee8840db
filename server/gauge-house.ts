import { countPending } from './delivery/delivery-queries.ts';
import { listPushHosts } from './delivery/push-host-queries.ts';
import { findLatestSkew, skewSeconds } from './delivery/skew/skew-queries.ts';
import { countPeopleByState } from './directory/directory-queries.ts';
import { countAlarms, listDirectoryStates } from './directory/directory-state-queries.ts';
import { fileSource } from './directory/roster-file.ts';
import type { Metrics } from './platform/metrics.ts';
import type { House } from './umlauf.ts';

/** What the house looks like at the moment somebody asks for the figures. */
export function gaugeHouse(house: House, metrics: Metrics, live: { connections: () => number }): void {
  const { db } = house;
  metrics.gauge('umlauf_sockets', 'Live connections', [], (gauge) => {
    gauge.set(live.connections());
  });
  metrics.gauge('umlauf_delivery_pending', 'Deliveries that wait or are being sent', [], async (gauge) => {
    gauge.set(await countPending(db, house.clock.now()));
  });
  const paused = 'Push services that are left alone: they asked for it, or refuse us';
  metrics.gauge('umlauf_push_hosts_paused', paused, ['reason'], async (gauge) => {
    const hosts = await listPushHosts(db);
    for (const reason of ['asked', 'refused'] as const)
      gauge.set({ reason }, hosts.filter((host) => host.reason === reason).length);
  });
  const skew = 'Between the first and the last device that the latest release reached';
  metrics.gauge('umlauf_release_skew_seconds', skew, [], async (gauge) => {
    const seconds = skewSeconds(await findLatestSkew(db));
    if (seconds !== null) gauge.set(seconds);
  });
  const accepted =
    'From the latest release until push services had accepted it for this share of the devices';
  metrics.gauge('umlauf_release_accepted_seconds', accepted, ['quantile'], async (gauge) => {
    const latest = await findLatestSkew(db);
    if (!latest) return;
    const { firstMs, medianMs, p95Ms, lastMs } = latest;
    const quantiles = { '0': firstMs, '0.5': medianMs, '0.95': p95Ms, '1': lastMs };
    for (const [quantile, ms] of Object.entries(quantiles)) gauge.set({ quantile }, ms / 1000);
  });
  metrics.gauge('umlauf_directory_people', 'People of the directory', ['state'], async (gauge) => {
    for (const [state, people] of Object.entries(await countPeopleByState(db))) gauge.set({ state }, people);
  });
  const age = 'Since the directory was last brought over in full, or its IdP last said anything';
  metrics.gauge('umlauf_directory_sync_age_seconds', age, [], async (gauge) => {
    const states = (await listDirectoryStates(house)).filter(({ source }) => source !== fileSource);
    const heardAt = states.map((state) => state.heardAt).filter((at) => at !== null);
    if (heardAt.length > 0) gauge.set((house.clock.now() - Math.min(...heardAt)) / 1000);
  });
  const alarms = 'Directories that failed, and differences that wait for an administrator';
  metrics.gauge('umlauf_directory_alarms', alarms, ['reason'], async (gauge) => {
    for (const [reason, count] of Object.entries(await countAlarms(house))) gauge.set({ reason }, count);
  });
}
