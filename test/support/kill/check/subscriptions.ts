import type { Evidence, SeenPush, Subscribed } from './evidence.ts';

const isOver = ({ answered }: SeenPush): boolean => answered === 404 || answered === 410;

/** The devices that were surely subscribed at that time: no push service had said that they are gone. */
export function subscriptionsAt({ subscribed, pushes }: Evidence, at: number): Subscribed[] {
  const latest = new Map(subscribed.filter((one) => one.at < at).map((one) => [one.subscriptionId, one]));
  return [...latest.values()].filter(
    ({ endpoint }) => !pushes.some((push) => push.endpoint === endpoint && push.at <= at && isOver(push)),
  );
}

/** All addresses that a subscription has had. */
export const endpointsOf = ({ subscribed }: Evidence, subscriptionId: unknown): string[] =>
  subscribed.filter((one) => one.subscriptionId === subscriptionId).map(({ endpoint }) => endpoint);
