import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, type Tables } from './read-rows.ts';

/** A line of a journal; `at` by a clock that never jumps, `wall` by the one on the wall. */
type Entry = { at: number; wall: number; type: 'invoke' | 'ok' | 'fail' | 'info'; f: string };
type Asked = Entry & { op: string; personId: string; channelId: string; status?: number | null };
export type Post = Asked & { clientMessageId: string; text: string; seq?: number; revision?: number };
/** An edit has a text, a deletion none. */
export type Change = Asked & { seq: number; text?: string };
export type Seen = Entry & {
  channelId: string;
  by: 'event' | 'answer';
  connection?: number;
  op?: string;
  seq: number;
  revision: number;
  senderId: string;
  clientMessageId: string;
  text: string;
  deletedAt: string | null;
};
export type Told = Entry & { channelId: string; connection: number; seq: number; revision: number };
export type Connection = { connection: number; from: number; until: number };
export type Motion = Entry & { personId: string; channelIds: string[]; isDismissed?: true };

/** One person at his page: what he asked, and what he saw in which order. */
export type Client = {
  personId: string;
  posts: Post[];
  edits: Change[];
  deletions: Change[];
  fetches: Asked[];
  seen: Seen[];
  told: Told[];
  connections: Connection[];
};

/** All that clients, the directory and the database say of what happened. */
export type Evidence = {
  clients: Client[];
  members: { personId: string; channelIds: string[] }[];
  channels: { channelId: string; history: 'joining' | 'whole' }[];
  removals: Motion[];
  returns: Motion[];
  deaths: number;
  tables: Tables;
  /** On SQLite the bytes of the database; what is deleted may not lie about in it. */
  file: string;
};

/** What lies in the folder of the journals, and in the database. */
export async function readEvidence(folder: string, databaseUrl: string): Promise<Evidence> {
  const read = (name: string): Entry[] =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
  const nemesis = read('nemesis.jsonl');
  const told = (f: string): Entry[] => nemesis.filter((entry) => entry.f === f);
  return {
    clients: readdirSync(folder)
      .filter((name) => name.startsWith('client-'))
      .map((name) => clientOf(read(name))),
    members: told('member') as unknown as Evidence['members'],
    channels: told('channel') as unknown as Evidence['channels'],
    removals: told('remove') as Motion[],
    returns: told('return') as Motion[],
    deaths: told('death').length,
    tables: await readRows(databaseUrl),
    file: readFile(databaseUrl),
  };
}

function readFile(databaseUrl: string): string {
  const path = /^sqlite:(.*)$/.exec(databaseUrl)?.[1];
  return path === undefined ? '' : readFileSync(path, 'latin1');
}

function clientOf(entries: Entry[]): Client {
  const of = <T>(f: string): T[] => entries.filter((entry) => entry.f === f) as T[];
  const [end] = of<Entry & { personId: string }>('end');
  if (!end) throw new Error('a client did not come to its end');
  const ends = new Map(
    of<Entry & { connection: number }>('disconnect').map((one) => [one.connection, one.at]),
  );
  return {
    personId: end.personId,
    ...{ posts: of<Post>('post'), edits: of<Change>('edit'), deletions: of<Change>('delete') },
    ...{ fetches: of<Asked>('changes'), seen: of<Seen>('saw'), told: of<Told>('told') },
    connections: of<Entry & { connection: number }>('connect').map(({ connection, at }) => ({
      ...{ connection, from: at, until: ends.get(connection) ?? at },
    })),
  };
}
