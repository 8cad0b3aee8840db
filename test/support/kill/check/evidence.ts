import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTables, type Tables } from './read-tables.ts';

/** A line of a client's journal; what stands in it beside these depends on `f`. */
type Entry = { at: number; type: 'invoke' | 'ok' | 'fail' | 'info'; f: string };
export type Release = Entry & {
  announcementId: string;
  key: string;
  expected: string[];
  recipients?: number;
};
export type Confirm = Entry & {
  announcementId: string;
  personId: string;
  clientAckId: string;
  receiptId?: string;
  acknowledgedAt?: string;
};
type Read = Entry & { personId: string; ids?: string[] };
type Look = Entry & {
  announcementId: string;
  progress?: {
    recipients: number;
    confirmed: number;
    deliveriesByRoad: Record<'push' | 'mail', Record<string, number>>;
  };
};
export type Subscribed = Entry & { personId: string; subscriptionId: string; endpoint: string };
type Push = {
  at: number;
  endpoint: string;
  topic: string | null;
  answered: number | string;
  plaintext: string;
};
/** What a push service got; `id` is the announcement. */
export type SeenPush = Omit<Push, 'plaintext'> & { id: string; kind: string; tag: string };
export type SeenMail = { at: number; to: string; messageId: string; announcementId: string };

/** All that clients, push service, mail server and database say of what happened. */
export type Evidence = {
  releases: Release[];
  confirms: Confirm[];
  reads: Read[];
  looks: Look[];
  subscribed: Subscribed[];
  starts: { at: number; afterMs: number }[];
  deaths: { at: number; point: string; tables: Tables }[];
  pushes: SeenPush[];
  mails: SeenMail[];
  tables: Tables;
};

/** What lies in the folder of the journals, and in the database. */
export async function readEvidence(folder: string, databaseUrl: string): Promise<Evidence> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const entries = files
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as Entry)
    .sort((a, b) => a.at - b.at);
  const parse = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const of = (f: string) => entries.filter((entry) => entry.f === f);
  const subscribed = of('subscribe') as Subscribed[];
  const own = new Set(subscribed.map(({ endpoint }) => endpoint));
  return {
    ...{ releases: of('release') as Release[], confirms: of('confirm') as Confirm[] },
    ...{ reads: of('read') as Read[], looks: of('progress') as Look[], subscribed },
    starts: of('start') as unknown as Evidence['starts'],
    deaths: (of('death') as (Entry & { point: string })[]).map(({ at, point }, index) => ({
      ...{ at, point, tables: parse(`death-${index + 1}.json`) as Tables },
    })),
    pushes: (parse('pushes.json') as Push[]).filter(({ endpoint }) => own.has(endpoint)).map(open),
    mails: parse('mails.json') as SeenMail[],
    tables: await readTables(databaseUrl),
  };
}

function open({ plaintext, ...push }: Push): SeenPush {
  const { notification } = JSON.parse(plaintext) as {
    notification: { tag: string; data: { id: string; kind: string } };
  };
  const { tag, data } = notification;
  return { ...push, tag, id: data.id, kind: data.kind };
}

type Row = Record<string, unknown>;

/** Did the program die in between, before it had stored what came of the first? Then it could but send it again. */
export const wasForgotten = (
  { deaths }: Evidence,
  from: number,
  to: number,
  isOf: (row: Row) => boolean,
): boolean =>
  deaths
    .filter(({ at }) => from <= at && at <= to)
    .some(({ tables }) => tables.deliveries.some((row) => row['settled_at'] === null && isOf(row)));
