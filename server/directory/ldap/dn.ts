/**
 * Distinguished names (RFC 4514, and the quotes of RFC 2253). Two names of the same entry may be written in many ways:
 * `\,` or `\2C`, `CN` or `cn`, composed or decomposed letters, the parts of a multi-valued RDN in any order.
 */
const attributeNames: Record<string, string> = {
  ...{ '2.5.4.3': 'cn', '2.5.4.4': 'sn', '2.5.4.6': 'c', '2.5.4.7': 'l', '2.5.4.8': 'st', '2.5.4.10': 'o' },
  ...{ '2.5.4.11': 'ou', '0.9.2342.19200300.100.1.1': 'uid', '0.9.2342.19200300.100.1.25': 'dc' },
  ...{ commonname: 'cn', surname: 'sn', organizationalunitname: 'ou', organizationname: 'o', userid: 'uid' },
  domaincomponent: 'dc',
};

type Part = { attribute: string; value: string };

/** One spelling for every name of an entry, to compare by; null when it is no distinguished name. */
export function normaliseDn(text: string): string | null {
  const rdns = parseDn(text);
  return rdns && rdns.map(normaliseRdn).join(',');
}

/** `normaliseDn` for a whole directory, where a name stands in many groups: each spelling is read once. */
export function createDnReader(): typeof normaliseDn {
  const known = new Map<string, string | null>();
  return (text) => {
    const read = known.get(text);
    if (read !== undefined) return read;
    const normalised = normaliseDn(text);
    known.set(text, normalised);
    return normalised;
  };
}

/** Several names with `;` between, which no name holds unescaped outside of quotes. */
export const splitDns = (text: string): string[] =>
  [...text.matchAll(/(?:\\[^]|"(?:\\[^]|[^"\\])*"|[^;\\"])+/g)].map(([dn]) => dn.trim()).filter(Boolean);

function normaliseRdn(parts: Part[]): string {
  return parts
    .map(({ attribute, value }) => `${attribute}=${encodeURIComponent(normaliseValue(value))}`)
    .sort()
    .join('+');
}

// As directories compare (RFC 4518): letter case, compatibility forms and the width of spaces do not count.
const normaliseValue = (value: string): string =>
  value.normalize('NFKC').toLowerCase().normalize('NFKC').toWellFormed().replace(/\s+/g, ' ').trim();

function parseDn(text: string): Part[][] | null {
  if (text.trim() === '') return [];
  const rdns: Part[][] = [[]];
  const pattern = /\s*([a-z][a-z0-9-]*|(?:oid\.)?\d+(?:\.\d+)*)\s*=\s*/iy;
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const name = pattern.exec(text);
    if (!name) return null;
    const value = readValue(text, pattern.lastIndex);
    if (!value) return null;
    const attribute = (name[1] ?? '').toLowerCase().replace(/^oid\./, '');
    rdns.at(-1)?.push({ attribute: attributeNames[attribute] ?? attribute, value: value.text });
    at = value.end;
    if (at === text.length) return rdns;
    if (text[at] !== '+') rdns.push([]);
    at += 1;
  }
}

type ReadValue = { text: string; end: number };

function readValue(text: string, start: number): ReadValue | null {
  const value =
    text[start] === '#'
      ? readHex(text, start)
      : text[start] === '"'
        ? readQuoted(text, start)
        : readPlain(text, start);
  return value && (value.end === text.length || /[,;+]/.test(text[value.end] ?? '')) ? value : null;
}

function readPlain(text: string, start: number): ReadValue | null {
  const pattern = /(?:\\[^]|[^\\,;+"])*/y;
  pattern.lastIndex = start;
  const [raw = ''] = pattern.exec(text) ?? [];
  const value = unescape(raw);
  return value === null ? null : { text: value, end: start + raw.length };
}

function readQuoted(text: string, start: number): ReadValue | null {
  const pattern = /"((?:\\[^]|[^"\\])*)"\s*/y;
  pattern.lastIndex = start;
  const inner = pattern.exec(text)?.[1];
  const value = inner === undefined ? null : unescape(inner);
  return value !== null ? { text: value, end: pattern.lastIndex } : null;
}

/** A value in BER: of a string of up to 127 bytes the text, of anything else the digits. */
function readHex(text: string, start: number): ReadValue | null {
  const pattern = /#((?:[0-9a-f]{2})+)\s*/iy;
  pattern.lastIndex = start;
  const digits = pattern.exec(text)?.[1];
  if (digits === undefined) return null;
  const [tag = 0, length, ...rest] = Buffer.from(digits, 'hex');
  const isString = [0x04, 0x0c, 0x13, 0x16].includes(tag) && length === rest.length;
  return { text: isString ? Buffer.from(rest).toString() : `#${digits}`, end: pattern.lastIndex };
}

function unescape(raw: string): string | null {
  if (!/^(?:\\(?:[0-9a-f]{2}|[ "#+,;<=>\\])|[^\\])*$/i.test(raw)) return null;
  return raw.replace(/(?:\\[0-9a-f]{2})+|\\[^]/gi, (found) =>
    found.length === 2 ? found.slice(1) : Buffer.from(found.replaceAll('\\', ''), 'hex').toString(),
  );
}
