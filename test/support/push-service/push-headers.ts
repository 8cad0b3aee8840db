import type { IncomingHttpHeaders } from 'node:http';
import { demand } from './not-accepted.ts';
import { URGENCIES, type Urgency } from './push-attempt.ts';

export type PushHeaders = { ttl: number; urgency: Urgency; topic: string | null };

/** Node joins a header that was sent twice with a comma, so that the patterns refuse it too. */
export function readPushHeaders(headers: IncomingHttpHeaders): PushHeaders {
  const { ttl, urgency = 'normal', topic, 'content-encoding': encoding } = headers;
  demand(ttl !== undefined, 400, 'TTL is missing');
  demand(typeof ttl === 'string' && /^\d{1,10}$/.test(ttl), 400, 'TTL is not a whole number of seconds');
  demand(isUrgency(urgency), 400, `Urgency is not one of ${URGENCIES.join(', ')}`);
  demand(isTopic(topic), 400, 'Topic is not 1 to 32 characters of base64url');
  demand(encoding === 'aes128gcm', 400, 'Content-Encoding is not aes128gcm');
  return { ttl: Number(ttl), urgency, topic: topic ?? null };
}

function isUrgency(value: unknown): value is Urgency {
  return URGENCIES.some((urgency) => urgency === value);
}

function isTopic(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && /^[\w-]{1,32}$/.test(value));
}
