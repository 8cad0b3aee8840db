export type ReadMail = {
  /** By name in small letters; a header that comes twice has two values. */
  headers: Map<string, string[]>;
  /** The decoded bodies by type. */
  parts: Map<string, string>;
};

type Entity = { headers: Map<string, string[]>; body: string };

/** A message as a mail program takes it apart (RFC 5322, RFC 2045 to 2047), as far as ours need it. */
export function readMail(source: string): ReadMail {
  const { headers, body } = split(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type')?.[0] ?? '')?.[1];
  const parts = new Map<string, string>();
  const entities =
    boundary === undefined
      ? [{ headers, body }]
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => split(part.replace(/^\r\n/, '')));
  for (const entity of entities) parts.set(typeOf(entity), decode(entity));
  return { headers: new Map([...headers].map(([name, values]) => [name, values.map(decodeWords)])), parts };
}

function split(source: string): Entity {
  const end = source.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { headers, body: source.slice(end + 4) };
}

const typeOf = ({ headers }: Entity): string =>
  (headers.get('content-type')?.[0] ?? 'text/plain').split(';')[0] ?? '';

function decode({ headers, body }: Entity): string {
  const how = headers.get('content-transfer-encoding')?.[0]?.toLowerCase();
  if (how === 'base64') return Buffer.from(body, 'base64').toString();
  return how === 'quoted-printable' ? decodeQuoted(body.replace(/=\r\n/g, '')) : body;
}

const decodeQuoted = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

const decodeWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('latin1')
        : Buffer.from(decodeQuotedBytes(text.replaceAll('_', ' ')), 'latin1').toString('latin1'),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString());

const decodeQuotedBytes = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
