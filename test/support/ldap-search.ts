import { BerReader } from 'ldapts';
import { normaliseDn } from '../../server/directory/ldap/dn.ts';

export type BentEntry = { dn: string; attributes: Record<string, (string | Buffer)[]> };

export type SearchAsked = {
  base: string;
  scope: number;
  matches: (entry: BentEntry) => boolean;
  attributes: string[];
  paged: { size: number; cookie: string } | null;
};

const names = new WeakMap<BentEntry, string>();
const octets = 0x04;
const controls = 0xa0;

/** A search request, from its base on. */
export function readSearch(reader: BerReader): SearchAsked {
  const base = reader.readString() ?? '';
  const scope = reader.readEnumeration() ?? 0;
  reader.readEnumeration();
  reader.readInt();
  reader.readInt();
  reader.readBoolean();
  const matches = readFilter(reader);
  reader.readSequence();
  const end = reader.offset + reader.length;
  const attributes: string[] = [];
  while (reader.offset < end) attributes.push(reader.readString() ?? '');
  return { base, scope, matches, attributes, paged: readPaged(reader) };
}

export function matchesEntry(entry: BentEntry, { base, scope, matches }: SearchAsked): boolean {
  const below = normaliseDn(base) ?? '';
  const dn = names.get(entry) ?? normaliseDn(entry.dn) ?? '';
  names.set(entry, dn);
  const isThere = scope === 0 ? dn === below : dn === below || dn.endsWith(`,${below}`);
  return isThere && matches(entry);
}

function readPaged(reader: BerReader): SearchAsked['paged'] {
  if (reader.peek() !== controls) return null;
  reader.readSequence();
  reader.readSequence();
  reader.readString();
  if (reader.peek() === 0x01) reader.readBoolean();
  const value = new BerReader(reader.readString(octets, true) ?? Buffer.alloc(0));
  value.readSequence();
  return { size: value.readInt() ?? 0, cookie: (value.readString(octets, true) ?? '').toString() };
}

function readFilter(reader: BerReader): (entry: BentEntry) => boolean {
  const tag = reader.peek();
  if (tag === 0x87) {
    const name = reader.readString(0x87) ?? '';
    return (entry) => valuesOf(entry, name).length > 0;
  }
  reader.readSequence();
  const end = reader.offset + reader.length;
  if (tag === 0xa3) {
    const [name, wanted] = [reader.readString() ?? '', reader.readString(octets, true) ?? Buffer.alloc(0)];
    return (entry) => valuesOf(entry, name).some((value) => isEqual(value, wanted));
  }
  const parts: ((entry: BentEntry) => boolean)[] = [];
  while (reader.offset < end) parts.push(readFilter(reader));
  if (tag === 0xa0) return (entry) => parts.every((part) => part(entry));
  if (tag === 0xa1) return (entry) => parts.some((part) => part(entry));
  if (tag === 0xa2) return (entry) => !parts.some((part) => part(entry));
  throw new Error(`a filter that the bent directory does not know: ${String(tag)}`);
}

function valuesOf({ attributes }: BentEntry, name: string): (string | Buffer)[] {
  const key = Object.keys(attributes).find((known) => known.toLowerCase() === name.toLowerCase());
  return key === undefined ? [] : (attributes[key] ?? []);
}

const isEqual = (value: string | Buffer, wanted: Buffer): boolean =>
  typeof value === 'string' ? value.toLowerCase() === wanted.toString().toLowerCase() : value.equals(wanted);
