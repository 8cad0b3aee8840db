import { createECDH } from 'node:crypto';
import { isIP } from 'node:net';
import { Refusal } from '../../platform/refusal.ts';

const longestEndpoint = 2048;
const httpsPort = '443';
const uncompressed = 0x04;

export type AllowedEndpoint = {
  url: URL;
  host: string;
  /** May its address be one of this house or machine? */ mayBePrivate: boolean;
};

const matches = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

// Asked for every message: `URL.canParse` before it would parse each twice.
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * An endpoint is an address that somebody else chose for this server to call: only https, only listed hosts, only
 * port 443 unless the port is listed with the host. Refuses `invalid`.
 */
export function checkEndpoint(endpoint: string, allowedHosts: string[]): AllowedEndpoint {
  const refuse = () => new Refusal('invalid', 'endpoint-not-allowed', { field: 'endpoint' });
  const isVisible = /^[\x21-\x7e]+$/.test(endpoint);
  const url = isVisible && endpoint.length <= longestEndpoint ? parseUrl(endpoint) : null;
  if (!url) throw refuse();
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hash !== '')
    throw refuse();
  const host = url.hostname.toLowerCase();
  // What the parser changed on the way (0x7f.1, full-width dots, a trailing dot) was meant to deceive somebody.
  if (!endpoint.toLowerCase().startsWith(`https://${url.host.toLowerCase()}/`) || host.endsWith('.'))
    throw refuse();
  const port = url.port || httpsPort;
  const listedWithPort = allowedHosts.some((entry) => entry.toLowerCase() === `${host}:${port}`);
  if (listedWithPort) return { url, host, mayBePrivate: true };
  const listed = allowedHosts.some((entry) => !entry.includes(':') && matches(entry.toLowerCase(), host));
  if (!listed || port !== httpsPort || isIP(host.replace(/^\[|\]$/g, '')) !== 0) throw refuse();
  return { url, host, mayBePrivate: false };
}

/** The browser's keys (RFC 8291): a point on P-256, uncompressed, and 16 bytes. Refuses `invalid`. */
export function checkKeys({ p256dh, auth }: { p256dh: string; auth: string }): void {
  const refuse = () => new Refusal('invalid', 'push-keys', { field: 'keys' });
  const base64url = /^[A-Za-z0-9_-]+=*$/;
  const point = Buffer.from(p256dh, 'base64url');
  const isShaped = base64url.test(p256dh) && point.length === 65 && point[0] === uncompressed;
  if (!isShaped || !base64url.test(auth) || Buffer.from(auth, 'base64url').length !== 16) throw refuse();
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(point);
  } catch {
    throw refuse();
  }
}
