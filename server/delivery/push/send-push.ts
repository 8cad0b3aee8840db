import type { Attempt } from '../delivery.ts';
import { createDial, type DialOptions } from './dial.ts';
import { checkEndpoint, type AllowedEndpoint } from './endpoint.ts';
import { codeOf, type Capacity } from './line.ts';
import type { BrowserKeys } from './seal-keys.ts';
import { createPushOrigin, modest, type PushOrigin } from './push-origin.ts';
import { createSealer, type Sealer } from './sealer.ts';
import { createVapidHeader, type VapidHeader } from './vapid-header.ts';
import type { VapidKeys } from './vapid-keys.ts';

const closeIdleMs = 15 * 60_000;
const sweepMs = 60_000;

export type PushMessage = {
  endpoint: string;
  keys: BrowserKeys;
  payload: string;
  ttlSeconds: number;
  urgency: 'high' | 'normal';
  topic: string;
};

export type PushSender = {
  send: (message: PushMessage) => Promise<Attempt>;
  /** How many messages to the push service at `host` may be under way at once, by what is known of it. */
  capacityOf: (host: string) => Capacity;
  keepReady: Sealer['keepReady'];
  close: () => Promise<void>;
};

type Origin = PushOrigin & VapidHeader;
type PushSenderOptions = DialOptions & { vapid: VapidKeys; contact: string; allowedHosts: string[] };

/** Sends web push (RFC 8030, 8291, 8292) with bounded time, bounded answers and no redirects. */
export function createPushSender(options: PushSenderOptions): PushSender {
  const dial = createDial(options);
  const sealer = createSealer();
  const origins = new Map<string, Origin>();
  const sweep = setInterval(() => {
    for (const [host, origin] of origins) {
      if (origin.idleMs() < closeIdleMs) continue;
      origins.delete(host);
      origin.close();
    }
  }, sweepMs).unref();

  function originOf(to: AllowedEndpoint): Origin {
    const { host, origin } = to.url;
    const known = origins.get(host);
    if (known) return known;
    const made = { ...createPushOrigin(dial, to), ...createVapidHeader(origin, options) };
    origins.set(host, made);
    return made;
  }

  async function send(message: PushMessage): Promise<Attempt> {
    const { endpoint, keys, payload, ttlSeconds, urgency, topic } = message;
    let to: AllowedEndpoint;
    try {
      to = checkEndpoint(endpoint, options.allowedHosts);
    } catch (error) {
      return { unsendable: error instanceof Error ? error.message : String(error) };
    }
    let body: Buffer | string;
    try {
      body = await sealer.seal(payload, keys);
    } catch (error) {
      return { fault: codeOf(error) };
    }
    if (typeof body === 'string') return { unsendable: body };
    const origin = originOf(to);
    const headers = {
      ...{ authorization: origin.authorization(), ttl: String(ttlSeconds), urgency, topic },
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      'content-length': String(body.length),
    };
    const attempt = await origin.post({ path: to.url.pathname + to.url.search, headers, body });
    if ('status' in attempt && [401, 403].includes(attempt.status)) origin.forget();
    return attempt;
  }

  return {
    send,
    keepReady: sealer.keepReady,
    capacityOf: (host) => origins.get(host)?.capacity() ?? modest,
    close: async () => {
      clearInterval(sweep);
      for (const origin of origins.values()) origin.close();
      await sealer.close();
    },
  };
}
