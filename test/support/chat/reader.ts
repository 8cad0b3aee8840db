import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { Note } from '../kill/journal.ts';
import type { Visitor } from '../visitor.ts';
import { ask } from './ask.ts';

type Message = {
  seq: number;
  revision: number;
  sender: { id: string };
  clientMessageId: string;
  text: string;
  deletedAt: string | null;
};
type Changes = { items: Message[]; next: number | string | null; revision: number };

export type Reader = {
  /** Cuts the connection, politely or not. */
  cut: (hard: boolean) => void;
  /** All that he may see, as far as it has got. */
  catchUp: () => Promise<void>;
  stop: () => Promise<void>;
};

const togetherMs = 60;
const againMs = 100;

const asSeen = ({ seq, revision, sender, clientMessageId, text, deletedAt }: Message) => ({
  ...{ seq, revision, senderId: sender.id, clientMessageId, text, deletedAt },
});

/** An open page: it hears what is posted, fetches by revision what it has missed, and comes back when it is cut off. */
export function openReader(given: {
  baseUrl: string;
  person: () => Visitor;
  note: Note;
  channelIds: string[];
  pauseMs: () => number;
}): Reader {
  const { baseUrl, person, note, channelIds, pauseMs } = given;
  const known = new Map(channelIds.map((id) => [id, 0]));
  const running = new Map<string, Promise<void>>();
  let socket: Socket | undefined;
  let abandon = (): void => undefined;
  let [isOver, connection] = [false, 0];

  async function fetchChanges(channelId: string): Promise<void> {
    let rest: string | null = null;
    for (;;) {
      const since = rest ?? known.get(channelId) ?? 0;
      const path = `/channels/${channelId}/changes?since=${since}&limit=100`;
      const came = await ask(given, 'changes', { channelId, since }, { method: 'GET', path });
      if (came.is !== 'ok') return;
      const { items, next, revision } = came.json as Changes;
      for (const item of items) note('ok', 'saw', { channelId, by: 'answer', op: came.op, ...asSeen(item) });
      rest = typeof next === 'string' ? next : null;
      if (rest === null) known.set(channelId, Math.max(known.get(channelId) ?? 0, Number(next ?? revision)));
      if (next === null) return;
    }
  }

  /** What is missed while one fetches is fetched with the next. */
  function fetchSoon(channelId: string): void {
    if (running.has(channelId)) return;
    const fetched = sleep(togetherMs).then(() => {
      running.delete(channelId);
      return fetchChanges(channelId);
    });
    running.set(channelId, fetched);
    fetched.catch(() => undefined);
  }

  function follow(opened: Socket, number: number): void {
    const of = { connection: number };
    opened.on('message:posted', ({ channelId, message }: { channelId: string; message: Message }) => {
      note('ok', 'saw', { channelId, by: 'event', ...of, ...asSeen(message) });
      if (message.revision === (known.get(channelId) ?? 0) + 1) known.set(channelId, message.revision);
      else if (message.revision > (known.get(channelId) ?? 0)) fetchSoon(channelId);
    });
    opened.on('message:changed', (event: { channelId: string; seq: number; revision: number }) => {
      note('ok', 'told', { ...of, ...event });
      if (event.revision > (known.get(event.channelId) ?? 0)) fetchSoon(event.channelId);
    });
    opened.on('membership:changed', () => {
      channelIds.forEach(fetchSoon);
    });
  }

  async function connectOnce(): Promise<void> {
    const opened = io(baseUrl, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true },
      extraHeaders: { cookie: person().cookie },
    });
    const number = (connection += 1);
    follow(opened, number);
    socket = opened;
    const isIn = await new Promise<boolean>((resolve) => {
      opened.once('connect', () => {
        resolve(true);
      });
      opened.once('connect_error', () => {
        resolve(false);
      });
      abandon = () => {
        resolve(false);
      };
    });
    if (!isIn) return void opened.close();
    const details = { personId: person().personId, connection: number };
    note('ok', 'connect', details);
    const closed = new Promise<string>((resolve) => opened.once('disconnect', resolve));
    if (isOver) opened.close();
    channelIds.forEach(fetchSoon);
    note('ok', 'disconnect', { ...details, why: await closed });
  }

  const open = (async () => {
    while (!isOver) {
      await connectOnce();
      await sleep(againMs + pauseMs());
    }
  })();

  return {
    cut: (hard) => {
      if (socket?.connected !== true) return;
      if (hard) socket.io.engine.close();
      else socket.disconnect();
    },
    catchUp: async () => {
      await Promise.all(running.values());
      await Promise.all(channelIds.map(fetchChanges));
    },
    stop: async () => {
      isOver = true;
      abandon();
      socket?.close();
      await open;
    },
  };
}
