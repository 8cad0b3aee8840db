import type { Evidence } from './evidence.ts';
import { endpointsOf } from './subscriptions.ts';

const healthyWithinMs = 10_000;
const retakenWithinMs = 60_000;

type Row = Record<string, unknown>;

/** Healthy again within ten seconds, and what was under way is taken up within a minute. */
export function checkRecovery(evidence: Evidence): string[] {
  return [
    ...evidence.starts
      .filter(({ afterMs }) => afterMs > healthyWithinMs)
      .map(({ afterMs }) => `slow: healthy after ${afterMs} ms`),
    ...retakings(evidence)
      .filter(({ afterMs }) => afterMs > retakenWithinMs)
      .map(({ name, afterMs }) => `stuck: ${name} was taken up after ${afterMs} ms`),
  ];
}

/** How long after the restart each row was taken up that somebody was sending when he died; never is Infinity. */
export function retakings(evidence: Evidence): { name: string; afterMs: number }[] {
  const { deaths, starts } = evidence;
  const left = new Map<string, { row: Row; from: number; nextDeath: number }>();
  for (const [at, { tables }] of deaths.entries()) {
    const sending = tables.deliveries.filter((row) => row['state'] === 'sending');
    for (const row of sending) {
      const name = `${String(row['id'])} ${String(row['lease_id'])}`;
      if (!left.has(name)) left.set(name, { row, from: starts[at + 1]?.at ?? 0, nextDeath: at + 1 });
    }
  }
  return [...left].map(([name, { row, from, nextDeath }]) => {
    const signs = [
      ...signsOfLife(evidence, row),
      // Under another lease by then.
      ...deaths
        .slice(nextDeath)
        .filter(({ tables }) =>
          tables.deliveries.some((one) => one['id'] === row['id'] && one['lease_id'] !== row['lease_id']),
        )
        .map(({ at }) => at),
    ];
    return { name, afterMs: Math.min(...signs.filter((at) => at >= from), Infinity) - from };
  });
}

function signsOfLife(evidence: Evidence, row: Row): number[] {
  const endpoints = endpointsOf(evidence, row['subscription_id']);
  const settledAt = evidence.tables.deliveries.find((one) => one['id'] === row['id'])?.['settled_at'];
  return [
    ...evidence.pushes
      .filter(({ endpoint, id }) => endpoints.includes(endpoint) && id === row['announcement_id'])
      .map(({ at }) => at),
    ...(typeof settledAt === 'number' ? [settledAt] : []),
  ];
}
