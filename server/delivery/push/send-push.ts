import { lookup } from 'node:dns';
import { Agent, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import webPush from 'web-push';
import type { Attempt } from '../delivery.ts';
import { checkEndpoint } from './endpoint.ts';
import { isPublicAddress } from './public-address.ts';
import type { VapidKeys } from './vapid-keys.ts';

const timeoutMs = 10_000;
const mostAnswerBytes = 4096;

export type PushMessage = {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  payload: string;
  ttlSeconds: number;
  urgency: 'high' | 'normal';
  topic: string;
};

export type PushSender = { send: (message: PushMessage) => Promise<Attempt>; close: () => void };

type PushSenderOptions = {
  vapid: VapidKeys;
  contact: string;
  allowedHosts: string[];
  ca: string | null;
  connections: number;
};

/** Resolves a name at the moment of sending and connects to that address and no other, if it is a public one. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      done(error, '', 0);
      return;
    }
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) {
      done(Object.assign(new Error('not a public address'), { code: 'ENOTPUBLIC' }), '', 0);
      return;
    }
    if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

/** Sends web push (RFC 8030, 8291, 8292) with bounded time, bounded answers and no redirects. */
export function createPushSender(options: PushSenderOptions): PushSender {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: options.connections,
    ...(options.ca ? { ca: options.ca } : {}),
  });
  const vapidDetails = { subject: options.contact, ...options.vapid };

  function send(message: PushMessage): Promise<Attempt> {
    const { url, mayBePrivate } = checkEndpoint(message.endpoint, options.allowedHosts);
    const details = webPush.generateRequestDetails(
      { endpoint: message.endpoint, keys: message.keys },
      message.payload,
      {
        vapidDetails,
        TTL: message.ttlSeconds,
        urgency: message.urgency,
        topic: message.topic,
        contentEncoding: 'aes128gcm',
      },
    );
    return new Promise((resolve) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const call = request(
        url,
        {
          method: 'POST',
          headers: details.headers,
          agent,
          signal,
          ...(mayBePrivate ? {} : { lookup: lookupPublic }),
        },
        (response) => {
          const { statusCode = 0, headers } = response;
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > mostAnswerBytes) call.destroy();
          });
          response.on('error', () => undefined);
          resolve({ status: statusCode, retryAfterMs: readRetryAfter(headers['retry-after'], headers.date) });
        },
      );
      call.on('error', (error: NodeJS.ErrnoException) => {
        resolve({ fault: signal.aborted ? 'timeout' : (error.code ?? error.message) });
      });
      call.end(details.body);
    });
  }

  return {
    send: (message) => {
      try {
        return send(message);
      } catch (error) {
        return Promise.resolve({ unsendable: error instanceof Error ? error.message : String(error) });
      }
    },
    close: () => {
      agent.destroy();
    },
  };
}

/** Seconds or an HTTP date (RFC 9110 section 10.2.3), in milliseconds; a date is read against the service's own clock. */
function readRetryAfter(value: string | undefined, serviceDate: string | undefined): number | null {
  if (value === undefined) return null;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!value.endsWith(' GMT')) return null;
  const pauseMs = Date.parse(value) - Date.parse(serviceDate ?? '');
  return Number.isNaN(pauseMs) ? null : Math.max(0, pauseMs);
}
