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
/** A transaction may be under way for so long after others have written and committed what comes after its changes. */
const awaitedForMs = 10 * 60_000;
const mostAwaited = 10_000;
const knownAtStart = 500;

export function createChangeFeed<Changes>(reader: Knex, clock: Clock, log: Log): ChangeFeed<Changes> {
  const handlers = new Map<string, Handler[]>();
  /**
   * Ids below the highest that no row has yet, and since when: of transactions under way, or taken back. None is given
   * up by how many come after it: a change that is never followed leaves whoever was put out where he was.
   */
  const awaited = new Map<number, number>();
  const appended = new WeakSet<Transaction>();
  const inOrder = idsFollowCommits(reader);
  let highestId = 0;
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function newest() {
    const query = reader('change_feed').where('id', '>', highestId).orderBy('id');
    return awaited.size === 0 ? query : query.orWhereIn('id', [...awaited.keys()]);
  }

  function note(id: number): void {
    awaited.delete(id);
    const passedOver = inOrder || highestId === 0 ? id : Math.max(highestId + 1, id - mostAwaited);
    for (let at = passedOver; at < id; at += 1) awaited.set(at, performance.now());
    highestId = Math.max(highestId, id);
  }

  function giveUpAwaiting(): void {
    const before = performance.now() - awaitedForMs;
    const over = awaited.size - mostAwaited;
    [...awaited].forEach(([id, since], at) => {
      if (since < before || at < over) awaited.delete(id);
    });
  }

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
      note(row.id);
      await dispatch(row.kind, row.payload);
    }
    giveUpAwaiting();
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
        .limit(inOrder ? 1 : knownAtStart)) as {
        id: number;
      }[];
      for (const { id } of rows.toReversed()) note(id);
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
