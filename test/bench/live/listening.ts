import { once } from 'node:events';
import { startBeside } from '../load.ts';

/** Each connection speaks Socket.IO, or hears a bare WebSocket or bare TCP. */
export type Wire = 'socket.io' | 'ws' | 'tcp';

export type Order =
  /** With cookies, each of them is somebody's connection. */
  | { open: number; port: number; wire: Wire; cookies?: string[] }
  /** What each connection is to hear next, as it goes over the wire; `begins`: or what begins so. */
  | { expect: string; begins: boolean };

export type Said = 'ready' | 'heard' | { error: string };

export type Listening = {
  /** So many connections more. */
  open: (count: number, port: number, wire: Wire, cookies?: string[]) => Promise<void>;
  expect: (text: string, begins?: boolean) => Promise<void>;
  /** Every connection has heard what was expected. */
  heard: () => Promise<void>;
  stop: () => void;
};

/** Those who listen, in a process of their own on another core. */
export function startListening(): Listening {
  const child = startBeside(new URL('./listen-process.js', import.meta.url));
  const said: Said[] = [];
  child.on('message', (what: Said) => said.push(what));
  async function hears(wanted: Said): Promise<void> {
    while (said.length === 0) await once(child, 'message');
    const what = said.shift();
    if (what !== wanted) throw new Error(`those who listen said ${JSON.stringify(what)}`);
  }
  const order = (what: Order) => child.send(what);
  return {
    open: async (count, port, wire, cookies) => {
      order({ open: count, port, wire, ...(cookies ? { cookies } : {}) });
      await hears('ready');
    },
    expect: async (text, begins = false) => {
      order({ expect: text, begins });
      await hears('ready');
    },
    heard: () => hears('heard'),
    stop: () => child.disconnect(),
  };
}
