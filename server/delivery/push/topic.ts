import { createHmac } from 'node:crypto';

const topicBytes = 24;

/**
 * RFC 8030 section 5.4: a later message of the same topic replaces one that still waits. An HMAC over device and
 * announcement, so that a push service can tell neither which announcement nor who shares it. 32 characters.
 */
export const topicOf = (key: string, deviceId: string, subjectId: string): string =>
  createHmac('sha256', key)
    .update(`topic:${deviceId}:${subjectId}`)
    .digest()
    .subarray(0, topicBytes)
    .toString('base64url');
