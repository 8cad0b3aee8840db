import { io, type Socket } from 'socket.io-client';
import type { Answer, ClientToServerEvents, ServerToClientEvents } from '../../server/live-events.ts';
import { eventually } from './eventually.ts';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;
export type Heard = { event: string; payload: unknown; at: number };

export type Listener = {
  /** All that the server has said, in order. */
  heard: Heard[];
  of: (event: keyof ServerToClientEvents) => unknown[];
  /** Waits for the n-th event of this name. */
  hears: (event: keyof ServerToClientEvents, times?: number, withinMs?: number) => Promise<unknown>;
  follow: (announcementId: unknown) => Promise<Answer>;
  ask: (name: string, payload?: unknown) => Promise<unknown>;
  isConnected: () => boolean;
  close: () => void;
};

type Credentials = { cookie?: string; token?: string; headers?: Record<string, string> };

/** A page or a program that listens: a real Socket.IO client. Rejects with what the server said when it is refused. */
export async function listen(baseUrl: string, { cookie, token, headers }: Credentials): Promise<Listener> {
  const socket: Client = io(baseUrl, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    extraHeaders: { ...(cookie === undefined ? {} : { cookie }), ...headers },
    ...(token === undefined ? {} : { auth: { token } }),
  });
  const heard: Heard[] = [];
  socket.onAny((event: string, payload: unknown) => heard.push({ event, payload, at: performance.now() }));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const of = (event: string) => heard.filter((one) => one.event === event).map(({ payload }) => payload);
  const ask = (name: string, payload?: unknown): Promise<unknown> =>
    (socket as unknown as Socket).timeout(5000).emitWithAck(name, payload);
  return {
    ...{ heard, of, ask },
    hears: async (event, times = 1, withinMs = 5000) =>
      (
        await eventually(
          () => of(event),
          (payloads) => payloads.length >= times,
          withinMs,
        )
      )[times - 1],
    follow: (announcementId) => ask('progress:follow', { announcementId }) as Promise<Answer>,
    isConnected: () => socket.connected,
    close: () => socket.close(),
  };
}

/** The connections of a suite, to be closed together. */
export function createListeners(baseUrl: () => string) {
  const open: Listener[] = [];
  return {
    connect: async (credentials: Credentials): Promise<Listener> => {
      const listener = await listen(baseUrl(), credentials);
      open.push(listener);
      return listener;
    },
    closeAll: (): void => {
      for (const listener of open.splice(0)) listener.close();
    },
  };
}

/** Waits until the server has closed the connection. */
export const closes = ({ isConnected }: Listener, withinMs?: number): Promise<boolean> =>
  eventually(isConnected, (connected) => !connected, withinMs);
