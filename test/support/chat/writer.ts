import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Note } from '../kill/journal.ts';
import type { Visitor } from '../visitor.ts';
import { ask, type Came, type Request } from './ask.ts';
import { createPace } from './pace.ts';

type Own = { channelId: string; seq: number };

export type Writer = {
  /** Until so many are confirmed. */
  write: (messages: number) => Promise<void>;
};

const pauseMs = 400;
const refusedPauseMs = 200;
/** Of a hundred posts: sent twice at once, answered to nobody, sent once more after the answer; and edits, deletions, replies. */
const shares = { twice: 0.08, lost: 0.06, again: 0.06, edit: 0.04, deletion: 0.02, reply: 0.1 };

/** A word that stands in no other text. */
const uniqueText = (): string => `Notiz q${randomBytes(8).toString('hex')}q von der Schicht`;

/** A person at the composer: what gets no answer is sent again under the same name, until there is one. */
export function createWriter(given: {
  person: () => Visitor;
  note: Note;
  channelIds: string[];
  chance: () => number;
  confirmed: () => void;
  /** Waits as long as he is not employed. */
  employed: () => Promise<void>;
}): Writer {
  const { channelIds, chance, confirmed, employed } = given;
  const pace = createPace();
  const own: Own[] = [];
  const isTrue = (share: number): boolean => chance() < share;
  const oneOf = <T>(items: T[]): T | undefined => items[Math.floor(chance() * items.length)];

  async function post(channelId: string): Promise<boolean> {
    const [clientMessageId, text] = [randomUUID(), uniqueText()];
    const answered = isTrue(shares.reply) ? oneOf(own.filter((one) => one.channelId === channelId)) : null;
    const body = { clientMessageId, text, ...(answered ? { replyToSeq: answered.seq } : {}) };
    const subject = { channelId, clientMessageId, text };
    const request: Request = { method: 'POST', path: `/channels/${channelId}/messages`, body };
    const told = (json: unknown) => {
      const { seq, revision } = json as { seq: number; revision: number };
      return { seq, revision };
    };
    const send = (lose: boolean) =>
      ask(given, 'post', subject, request, { told, ...(lose ? { loseAfterMs: chance() * 15 } : {}) });
    for (;;) {
      const copies = isTrue(shares.twice) ? 2 : 1;
      await pace(copies);
      const lose = isTrue(shares.lost);
      const came = await Promise.all(Array.from({ length: copies }, () => send(lose)));
      const stored = came.find(({ is }) => is === 'ok');
      if (stored) {
        own.push({ channelId, seq: (stored.json as { seq: number }).seq });
        if (isTrue(shares.again)) await pace(1).then(() => send(false));
        return true;
      }
      if (came.some(isRefused)) return false;
      await sleep(pauseMs);
    }
  }

  /** Until there is an answer, whatever it is. */
  async function change(f: string, { channelId, seq }: Own, body?: { text: string }): Promise<void> {
    const path = `/channels/${channelId}/messages/${seq}`;
    const request: Request = body ? { method: 'PATCH', path, body } : { method: 'DELETE', path };
    for (;;) {
      const came = await ask(given, f, { channelId, seq, ...body }, request);
      if (came.is === 'ok' || isRefused(came)) return;
      await sleep(pauseMs);
    }
  }

  return {
    write: async (messages) => {
      for (let stored = 0; stored < messages;) {
        await employed();
        const isStored = await post(oneOf(channelIds) ?? '');
        if (isStored) confirmed();
        else await sleep(refusedPauseMs);
        stored += isStored ? 1 : 0;
        const [changed, gone] = [oneOf(own), isTrue(shares.deletion)];
        if (changed && isTrue(shares.edit)) await change('edit', changed, { text: uniqueText() });
        if (changed && gone) {
          await change('delete', changed);
          own.splice(own.indexOf(changed), 1);
        }
      }
    },
  };
}

/** 429 is only to wait. */
const isRefused = ({ is, status }: Came): boolean => is === 'fail' && status !== 429;
