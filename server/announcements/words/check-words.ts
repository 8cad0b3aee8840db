import { createHmac } from 'node:crypto';
import { words } from './words.ts';

/**
 * Three words by which people tell a notice of this house from a forged one: the same on the page, in the push and in
 * the mail, in every language. Nobody without the key of the house can work them out for an announcement.
 */
export function checkWordsOf(key: string, announcementId: string): string {
  const mac = createHmac('sha256', key).update(`words:${announcementId}`).digest();
  return [0, 4, 8].map((at) => words[mac.readUInt32BE(at) % words.length]).join(' ');
}
