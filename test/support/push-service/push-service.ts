import { MessageFeed, type MessageFilter } from './message-feed.ts';
import type { IssuedSubscription, PushAttempt, PushMessage } from './push-attempt.ts';
import type { ScriptStep } from './script.ts';
import { startServiceProcess } from './service-process.ts';

export type { IssuedSubscription, PushAttempt, PushMessage, RefusedPush } from './push-attempt.ts';
export type { ScriptStep } from './script.ts';

export type PushService = {
  origin: string;
  host: string;
  /** Three of them, of which the second has no HTTP/2; the first is `host`. */
  hosts: [string, string, string];
  caFile: string;
  /** Where another process can give it orders. */
  control: string;
  pid: number;
  /** At the first host, unless said otherwise. A subscription bound to a key answers 403 to any other sender. */
  subscribe: (options?: { applicationServerKey?: string; host?: string }) => Promise<IssuedSubscription>;
  journal: () => Promise<PushAttempt[]>;
  pending: (endpoint: string) => Promise<PushMessage[]>;
  script: (step: ScriptStep) => Promise<void>;
  /** Of so many messages one is checked, opened and noted, the rest only counted: for measuring a sender. */
  sample: (every: number) => Promise<void>;
  nextMessage: (filter?: MessageFilter, timeoutMs?: number) => Promise<PushMessage>;
  /** Forgets messages and script; the subscriptions stay. */
  reset: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startPushService(): Promise<PushService> {
  const { origins, control, caFile, pid, stop } = await startServiceProcess();
  const [origin, ...others] = origins;
  const hostOf = (address: string): string => new URL(address).host;

  async function call(path: string, content?: object): Promise<unknown> {
    const init = content ? { method: 'POST', body: JSON.stringify(content) } : {};
    const response = await fetch(control + path, init);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`the push service refused ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  const feed = new MessageFeed(
    (after, waitMs) => call(`/events?after=${after}&waitMs=${waitMs}`) as Promise<PushAttempt[]>,
  );

  return {
    origin,
    host: hostOf(origin),
    hosts: [hostOf(origin), hostOf(others[0]), hostOf(others[1])],
    caFile,
    control,
    pid,
    subscribe: ({ host, ...options } = {}) =>
      call('/subscriptions', {
        ...options,
        ...(host === undefined ? {} : { origin: `https://${host}` }),
      }) as Promise<IssuedSubscription>,
    journal: () => call('/journal') as Promise<PushAttempt[]>,
    pending: (endpoint) =>
      call(`/pending?endpoint=${encodeURIComponent(endpoint)}`) as Promise<PushMessage[]>,
    script: async (step) => {
      await call('/script', step);
    },
    sample: async (every) => {
      await call('/sampling', { every });
    },
    nextMessage: (filter = () => true, timeoutMs = 5_000) => feed.next(filter, timeoutMs),
    reset: async () => {
      const { seq } = (await call('/reset', {})) as { seq: number };
      feed.forget(seq);
    },
    stop,
  };
}
