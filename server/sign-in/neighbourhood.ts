import { isIPv6 } from 'node:net';

/** What one customer of a network is given: with IPv6 whole /64 networks, from which he picks addresses at will (RFC 6177). */
const networkHextets = 4;

/** An address as far as it tells one visitor from another: IPv4 whole, of IPv6 the network. */
export function neighbourhoodOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = address.split('%')[0] ?? '';
  if (!isIPv6(bare)) return address;
  const [head = '', tail] = bare.split('::');
  const written = (part: string) => part.split(':').filter(Boolean);
  const [before, after] = [written(head), written(tail ?? '')];
  const omitted = tail === undefined ? 0 : 8 - before.length - after.length - (bare.includes('.') ? 1 : 0);
  const hextets = [...before, ...Array<string>(omitted).fill('0'), ...after].map((hextet) =>
    parseInt(hextet, 16),
  );
  return `${hextets
    .slice(0, networkHextets)
    .map((hextet) => hextet.toString(16))
    .join(':')}::/64`;
}
