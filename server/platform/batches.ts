import { refusalOfDatabase } from './db/database-trouble.ts';
import { Refusal } from './refusal.ts';

/** What one item comes to: an answer, or a refusal that touches no other item. */
export type Outcome<Answer> = { answer: Answer } | { refused: Refusal };

/** What a rule says of one item: its answer, or its refusal. */
export function outcomeOf<Answer>(rule: () => Answer): Outcome<Answer> {
  try {
    return { answer: rule() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error };
    throw error;
  }
}

export type Batches<Item, Answer> = {
  /** Answers, or refuses, once the batch in which it went is done. Refuses `unavailable` when too many wait. */
  give: (item: Item) => Promise<Answer>;
  /** All that was given is done. */
  drain: () => Promise<void>;
};

type Waiting<Item, Answer> = {
  item: Item;
  settle: (outcome: Outcome<Answer>) => void;
  fail: (error: unknown) => void;
};

/** Not all that wait at once: while the database works on some, the answers to others go out and new ones come in. */
type Limits = { atOnce: number; waiting: number };

/**
 * Work that costs nearly the same for one and for many, such as a durable transaction. Without a timer: what comes
 * while a batch runs is the next one. `work` answers in the order of its items. When it fails for another reason than
 * the state of the database, each item is tried alone, so that one that breaks it does not take others along.
 */
export function createBatches<Item, Answer>(
  work: (items: Item[]) => Promise<Outcome<Answer>[]>,
  limits: Limits = { atOnce: 100, waiting: 10_000 },
): Batches<Item, Answer> {
  const queue: Waiting<Item, Answer>[] = [];
  let running: Promise<void> | null = null;

  async function run(batch: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const outcomes = await work(batch.map(({ item }) => item));
      batch.forEach(({ settle, fail }, at) => {
        const outcome = outcomes[at];
        if (outcome) settle(outcome);
        else fail(new Error('a batch left an item without an outcome'));
      });
    } catch (error) {
      const isOfNone = error instanceof Refusal || refusalOfDatabase(error) !== null;
      if (batch.length === 1 || isOfNone) for (const { fail } of batch) fail(error);
      else for (const one of batch) await run([one]);
    }
  }

  async function runAll(): Promise<void> {
    while (queue.length > 0) await run(queue.splice(0, limits.atOnce));
    running = null;
  }

  return {
    give: (item) =>
      new Promise((resolve, reject) => {
        if (queue.length >= limits.waiting) {
          reject(new Refusal('unavailable', 'database-busy'));
          return;
        }
        const settle = (outcome: Outcome<Answer>): void => {
          if ('answer' in outcome) resolve(outcome.answer);
          else reject(outcome.refused);
        };
        queue.push({ item, settle, fail: reject });
        running ??= runAll();
      }),
    drain: async () => {
      await running;
    },
  };
}
