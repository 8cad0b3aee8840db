import { createECDH } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { Refusal } from '../../platform/refusal.ts';

const longestEndpoint = 2048;
const httpsPort = '443';

export type AllowedEndpoint = {
  url: URL;
  host: string;
  /** May its address be one of this house or machine? */ mayBePrivate: boolean;
};

const matches = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/**
 * An endpoint is an address that somebody else chose for this server to call: only https, only listed hosts, only
 * port 443 unless the port is listed with the host. Refuses `invalid`.
 */
export function checkEndpoint(endpoint: string, allowedHosts: string[]): AllowedEndpoint {
  const refuse = () => new Refusal('invalid', 'endpoint-not-allowed', { field: 'endpoint' });
  if (endpoint.length > longestEndpoint || !URL.canParse(endpoint)) throw refuse();
  const url = new URL(endpoint);
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
  if (!base64url.test(p256dh) || !base64url.test(auth) || Buffer.from(auth, 'base64url').length !== 16)
    throw refuse();
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(Buffer.from(p256dh, 'base64url'));
  } catch {
    throw refuse();
  }
}

const notPublic = new BlockList();
const ranges4: [string, number][] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as [string, number][]),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as [string, number][]),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as [string, number][]),
];
for (const [range, bits] of ranges4) notPublic.addSubnet(range, bits, 'ipv4');
const ranges6: [string, number][] = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];
for (const [range, bits] of ranges6) notPublic.addSubnet(range, bits, 'ipv6');

/** Addresses of IANA's special-purpose registries: this machine, this house, nobody. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  return !notPublic.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
