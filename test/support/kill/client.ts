import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Visitor } from '../visitor.ts';
import type { Note } from './journal.ts';

export type Client = {
  person: Visitor;
  release: (announcementId: string, key: string, expected: string[]) => Promise<void>;
  confirm: (announcementId: string, clientAckId: string) => Promise<void>;
  /** Looks at the inbox until it is there. */
  await: (announcementId: string) => Promise<void>;
  readInbox: () => Promise<string[]>;
  readProgress: (announcementId: string) => Promise<void>;
};

const pauseMs = 60;
const patienceMs = 60_000;

type Request = { method: 'GET' | 'POST'; path: string; body?: unknown; headers?: Record<string, string> };

/** A person at a device: what gets no answer is asked again, as the pages do, until there is one. */
export function createClient(person: Visitor, note: Note): Client {
  async function ask(
    f: string,
    subject: object,
    { method, path, body, headers }: Request,
    told: (json: unknown) => object,
  ): Promise<Answer> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const details = { op: randomUUID(), personId: person.personId, ...subject };
      note('invoke', f, details);
      const answer = await person.call(method, path, body, headers).catch(() => null);
      if (answer !== null && answer.status < 300) {
        note('ok', f, { ...details, status: answer.status, ...told(answer.json) });
        return answer;
      }
      const isUnknown = answer === null || answer.status >= 500;
      note(isUnknown ? 'info' : 'fail', f, { ...details, status: answer?.status ?? null });
      if (!isUnknown) throw new Error(`${f} was refused: ${answer.text}`);
      if (Date.now() > giveUpAt) throw new Error(`${f} got no answer`);
      await sleep(pauseMs);
    }
  }

  async function readInbox(): Promise<string[]> {
    const idsIn = (json: unknown) => (json as { items: { id: string }[] }).items.map(({ id }) => id);
    const request = { method: 'GET', path: '/inbox?state=all&limit=100' } as const;
    const { json } = await ask('read', {}, request, (read) => ({ ids: idsIn(read) }));
    return idsIn(json);
  }

  return {
    ...{ person, readInbox },
    release: async (announcementId, key, expected) => {
      const path = `/announcements/${announcementId}/release`;
      const request = { method: 'POST', path, headers: { 'idempotency-key': key } } as const;
      await ask('release', { announcementId, key, expected }, request, (json) => ({
        recipients: (json as { recipients?: number }).recipients ?? null,
      }));
    },
    confirm: async (announcementId, clientAckId) => {
      const path = `/announcements/${announcementId}/acknowledgement`;
      const request = { method: 'POST', path, body: { version: 1, clientAckId } } as const;
      await ask('confirm', { announcementId, clientAckId }, request, (json) => {
        const { id, acknowledgedAt } = json as { id: string; acknowledgedAt: string };
        return { receiptId: id, acknowledgedAt };
      });
    },
    await: async (announcementId) => {
      while (!(await readInbox()).includes(announcementId)) await sleep(pauseMs);
    },
    readProgress: async (announcementId) => {
      const request = { method: 'GET', path: `/announcements/${announcementId}/progress` } as const;
      await ask('progress', { announcementId }, request, (json) => ({ progress: json }));
    },
  };
}
