import type { Knex } from 'knex';
import type { Clock } from './clock.ts';
import type { Transaction } from './db/database.ts';
import { idsFollowCommits, insertRows } from './db/dialect.ts';
import type { Log } from './log.ts';

type Handler = (payload: never) => Promise<void> | void;

export type ChangeFeed<Changes> = {
  /** Writes changes of one kind into the transaction that makes them true. */
  append: <K extends keyof Changes & string>(
    tx: Transaction,
    kind: K,
    ...payloads: Changes[K][]
  ) => Promise<void>;
  /** Did this transaction write a change? */
  hasAppended: (tx: Transaction) => boolean;
  /** Deletes what every process has long followed. */
  forget: (tx: Transaction) => Promise<void>;
  follow: <K extends keyof Changes & string>(
    kind: K,
    handler: (payload: Changes[K]) => Promise<void> | void,
  ) => void;
  /** Reads what is new and lets every follower finish. */
  catchUp: () => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const pollMs = 700;
const keepMs = 3_600_000;
/** Where ids appear out of the order of commits: look back this far and skip what was seen. */
const lookBackWhereNeeded = 500;

export function createChangeFeed<Changes>(reader: Knex, clock: Clock, log: Log): ChangeFeed<Changes> {
  const handlers = new Map<string, Handler[]>();
  const seen = new Set<number>();
  const appended = new WeakSet<Transaction>();
  const lookBackIds = idsFollowCommits(reader) ? 0 : lookBackWhereNeeded;
  let highestId = 0;
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const newest = () =>
    reader('change_feed')
      .where('id', '>', highestId - lookBackIds)
      .orderBy('id');

  async function dispatch(kind: string, payload: string): Promise<void> {
    for (const handler of handlers.get(kind) ?? []) {
      try {
        await handler(JSON.parse(payload) as never);
      } catch (error) {
        log.error({ err: error, kind }, 'a change could not be followed');
      }
    }
  }

  async function readNew(): Promise<void> {
    const rows = (await newest()) as { id: number; kind: string; payload: string }[];
    for (const row of rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      highestId = Math.max(highestId, row.id);
      await dispatch(row.kind, row.payload);
    }
    for (const id of seen) if (id <= highestId - lookBackIds) seen.delete(id);
  }

  function beginReading(): Promise<void> {
    waiting = undefined;
    return readNew();
  }

  // A reading that has not begun yet will see what is committed now: all who ask until then share it.
  const catchUp = (): Promise<void> => (waiting ??= running = running.then(beginReading, beginReading));

  return {
    append: async (tx, kind, ...payloads) => {
      appended.add(tx);
      const at = clock.now();
      const rows = payloads.map((payload) => ({ at, kind, payload: JSON.stringify(payload) }));
      await insertRows(tx, 'change_feed', rows);
    },
    hasAppended: (tx) => appended.has(tx),
    forget: async (tx) => {
      await tx('change_feed')
        .where('at', '<', clock.now() - keepMs)
        .delete();
    },
    follow: (kind, handler) => {
      handlers.set(kind, [...(handlers.get(kind) ?? []), handler as Handler]);
    },
    catchUp,
    start: async () => {
      const rows = (await reader('change_feed')
        .select('id')
        .orderBy('id', 'desc')
        .limit(lookBackIds || 1)) as {
        id: number;
      }[];
      for (const { id } of rows) seen.add(id);
      highestId = rows[0]?.id ?? 0;
      timer = setInterval(() => {
        catchUp().catch((error: unknown) => log.warn({ err: error }, 'the change feed could not be read'));
      }, pollMs);
    },
    stop: async () => {
      clearInterval(timer);
      await running.catch(() => undefined);
    },
  };
}
