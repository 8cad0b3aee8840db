import { isIP } from 'node:net';
import { found, type Finding } from './finding.ts';

/** Names that exist in no public DNS (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal), and what houses call themselves. */
const ownNames = /(^|\.)(localhost|local|invalid|test|example|internal|home\.arpa|lan|corp|intranet)$/i;

/**
 * Apple's push service refuses a VAPID subject (RFC 8292 section 2.1) whose host nobody outside could write to, with
 * 403 BadJwtToken and without saying why.
 */
export function judgeContact(contact: string): Finding {
  const host = contact.startsWith('mailto:')
    ? (/@([^@?\s]+)/.exec(contact)?.[1] ?? '')
    : URL.canParse(contact)
      ? new URL(contact).hostname
      : '';
  const isPlain = !/[\s<>]/.test(contact);
  const isPublic =
    isPlain && host.includes('.') && isIP(host.replace(/^\[|\]$/g, '')) === 0 && !ownNames.test(host);
  return isPublic
    ? found('contact', 'good', 'contactPublic', { subject: contact })
    : found('contact', 'bad', 'contactPrivate', { subject: contact });
}
