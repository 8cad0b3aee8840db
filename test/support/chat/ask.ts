import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Note } from '../kill/journal.ts';
import type { Answer, Visitor } from '../visitor.ts';

export type Request = { method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'; path: string; body?: unknown };

/** What came of it: the answer, a refusal, or nothing that anybody knows of. */
export type Came = { is: 'ok' | 'fail' | 'info'; status: number | null; json: unknown; op: string };

type Options = {
  /** After so long the answer is lost, while the request goes on. */
  loseAfterMs?: number;
  told?: (json: unknown) => object;
};

const patienceMs = 30_000;

/** Asks once, and writes down what was asked and what came of it. */
export async function ask(
  { person, note }: { person: () => Visitor; note: Note },
  f: string,
  subject: object,
  { method, path, body }: Request,
  { loseAfterMs = patienceMs, told = () => ({}) }: Options = {},
): Promise<Came> {
  const op = randomUUID();
  const { personId, call } = person();
  const details = { op, personId, ...subject };
  note('invoke', f, details);
  const lost = sleep(loseAfterMs, null, { ref: false });
  const asked: Promise<Answer | null> = call(method, path, body).catch(() => null);
  const answer = await Promise.race([asked, lost]);
  const status = answer?.status ?? null;
  const is = answer === null || answer.status >= 500 ? 'info' : answer.status < 300 ? 'ok' : 'fail';
  note(is, f, { ...details, status, ...(is === 'ok' ? told(answer?.json) : {}) });
  return { is, status, json: answer?.json ?? null, op };
}
