import { BlockList, isIP } from 'node:net';

type Range = [string, number];

const special4: Range[] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as Range[]),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as Range[]),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as Range[]),
];
const global6: Range = ['2000::', 3];
/** Protocols, documentation, and 6to4, which carries an IPv4 address inside. */
const special6: Range[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const listOf = (ranges: Range[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [range, bits] of ranges) list.addSubnet(range, bits, family);
  return list;
};
const notPublic4 = listOf(special4, 'ipv4');
const notPublic6 = listOf(special6, 'ipv6');
const public6 = listOf([global6], 'ipv6');

/** Is it in nobody's house? What IANA's special-purpose registries list is this machine, this house or nobody. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  if (isIP(address) === 4) return !notPublic4.check(address, 'ipv4');
  return isIP(address) === 6 && public6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
}
