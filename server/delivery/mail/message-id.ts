import { createHmac } from 'node:crypto';

/**
 * RFC 5322 section 3.6.4. The same for the same occasion and person, so that a mail which is sent once more after a
 * crash is known for the same one; an HMAC, so that it names neither.
 */
export function messageIdOf(key: string, occasionId: string, personId: string, from: string): string {
  const name = createHmac('sha256', key).update(`mail:${occasionId}:${personId}`).digest('hex').slice(0, 32);
  return `<${name}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
