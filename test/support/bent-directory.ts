import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { BerReader } from 'ldapts';
import { makeAuthority } from './authority.ts';
import { entryMessage, resultMessage } from './ldap-messages.ts';
import { matchesEntry, readSearch, type BentEntry, type SearchAsked } from './ldap-search.ts';

export type { BentEntry } from './ldap-search.ts';

/** What a directory does to those who read it, unannounced. Searches are counted from 1 in each connection. */
export type Bend = {
  /** A page without entries, with a cookie, before every page that has some. */
  emptyPages?: boolean;
  endlessPages?: boolean;
  /** The connection ends instead of the answer. */
  dropAtSearch?: number;
  /** The connection ends in the middle of an answer. */
  halfAnswerAtSearch?: number;
  silentAtSearch?: number;
  /** From this search on the connection belongs to a stranger: all succeeds, and little is there. */
  strangerFromSearch?: number;
  /** The further members of a large group are not given. */
  withholdsRanges?: boolean;
};

export type BentDirectory = {
  url: string;
  caFile: string;
  base: string;
  bindDn: string;
  bindPassword: string;
  entries: BentEntry[];
  bend: Bend;
  stop: () => Promise<void>;
};

const base = 'DC=lindenhof,DC=example';
const bindDn = `CN=umlauf,${base}`;
const bindPassword = 'reads and nothing else';
const mostUnpaged = 1000;
const mostValues = 1500;
const sizeLimitExceeded = 4;
const invalidCredentials = 49;

/** A small directory that behaves as Active Directory does where no Debian server does so. */
export async function startBentDirectory(): Promise<BentDirectory> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-bent-'));
  const { caFile, certFile, keyFile } = await makeAuthority(folder);
  const [cert, key] = await Promise.all([readFile(certFile), readFile(keyFile)]);
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert, key }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    converse(directory, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const directory: BentDirectory = {
    ...{
      url: `ldaps://127.0.0.1:${(server.address() as AddressInfo).port}`,
      caFile,
      base,
      bindDn,
      bindPassword,
    },
    ...{ entries: [], bend: {} },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
      await rm(folder, { recursive: true });
    },
  };
  return directory;
}

type Conversation = { name: string; searches: number };

function converse(directory: BentDirectory, socket: TLSSocket): void {
  const conversation: Conversation = { name: '', searches: 0 };
  let waiting = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    waiting = Buffer.concat([waiting, data]);
    for (;;) {
      const reader = new BerReader(waiting);
      if (reader.readSequence() === null || reader.length > reader.remain) return;
      const end = reader.offset + reader.length;
      const message = waiting.subarray(0, end);
      waiting = waiting.subarray(end);
      answer(directory, socket, conversation, new BerReader(message));
    }
  });
}

function answer(
  directory: BentDirectory,
  socket: TLSSocket,
  conversation: Conversation,
  reader: BerReader,
): void {
  reader.readSequence();
  const id = reader.readInt() ?? 0;
  const operation = reader.readSequence();
  if (operation === 0x60) {
    reader.readInt();
    const name = reader.readString() ?? '';
    const isRight = name === bindDn && reader.readString(0x80) === bindPassword;
    conversation.name = isRight ? name : '';
    socket.write(resultMessage(id, 0x61, isRight ? 0 : invalidCredentials));
  } else if (operation === 0x77) {
    socket.write(resultMessage(id, 0x78, 0, { value: conversation.name && `dn:${conversation.name}` }));
  } else if (operation === 0x63) answerSearch(directory, socket, conversation, id, readSearch(reader));
  else socket.end();
}

function answerSearch(
  { entries, bend }: BentDirectory,
  socket: TLSSocket,
  conversation: Conversation,
  id: number,
  search: SearchAsked,
): void {
  const count = ++conversation.searches;
  if (count === bend.silentAtSearch) return;
  if (count === bend.strangerFromSearch) conversation.name = '';
  if (count === bend.dropAtSearch) {
    socket.end();
    return;
  }
  const seen = conversation.name === '' ? entries.slice(0, 3) : entries;
  const found = seen.filter((entry) => matchesEntry(entry, search));
  const page = turnPage(found, search, bend);
  const messages = page.entries.map((entry) =>
    entryMessage(id, entry.dn, pick(entry, search.attributes, bend)),
  );
  if (count === bend.halfAnswerAtSearch) {
    socket.write(Buffer.concat(messages).subarray(0, -10));
    socket.end();
    return;
  }
  const ending = page.cookie === null ? {} : { cookie: Buffer.from(page.cookie) };
  socket.write(Buffer.concat([...messages, resultMessage(id, 0x65, page.code, ending)]));
}

type Page = { entries: BentEntry[]; cookie: string | null; code: number };

function turnPage(found: BentEntry[], { paged }: SearchAsked, bend: Bend): Page {
  if (!paged) {
    const code = found.length > mostUnpaged ? sizeLimitExceeded : 0;
    return { entries: found.slice(0, mostUnpaged), cookie: null, code };
  }
  const { size, cookie } = paged;
  const from = Number(/\d+/.exec(cookie)?.[0] ?? 0);
  if (bend.endlessPages && from === 0 && found.length > 1) return { entries: [], cookie: '0', code: 0 };
  if (bend.emptyPages && !cookie.startsWith('full')) return { entries: [], cookie: `full${from}`, code: 0 };
  const next = from + size;
  return { entries: found.slice(from, next), cookie: next < found.length ? String(next) : '', code: 0 };
}

/** The attributes that were asked for; of many values only a range, under a name of its own. */
function pick(
  { attributes }: BentEntry,
  asked: string[],
  bend: Bend,
): [name: string, values: (string | Buffer)[]][] {
  return asked.flatMap((wanted): [string, (string | Buffer)[]][] => {
    const [, name = wanted, start] = /^([^;]+);range=(\d+)-\*$/.exec(wanted) ?? [];
    const known = Object.keys(attributes).find((key) => key.toLowerCase() === name.toLowerCase());
    const values = known === undefined ? [] : (attributes[known] ?? []);
    if (known === undefined) return [];
    if (start === undefined && values.length <= mostValues) return [[known, values]];
    const from = Number(start ?? 0);
    if (from > 0 && bend.withholdsRanges) return [];
    const part = values.slice(from, from + mostValues);
    const isLast = from + part.length >= values.length;
    const range = [`${known};range=${from}-${isLast ? '*' : String(from + part.length - 1)}`, part] as const;
    return start === undefined ? [[known, []], [...range]] : [[...range]];
  });
}
