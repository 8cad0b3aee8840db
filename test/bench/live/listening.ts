import { once } from 'node:events';
import { startBeside } from '../load.ts';

/** `wire`: each connection speaks Socket.IO, or hears bare TCP. */
export type Order =
  | { open: number; port: number; wire: 'socket.io' | 'tcp' }
  /** What each connection is to hear next, as it goes over the wire. */
  | { expect: string };

export type Said = 'ready' | 'heard' | { error: string };

export type Listening = {
  /** So many connections more. */
  open: (count: number, port: number, wire: 'socket.io' | 'tcp') => Promise<void>;
  expect: (text: string) => Promise<void>;
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
    open: async (count, port, wire) => {
      order({ open: count, port, wire });
      await hears('ready');
    },
    expect: async (text) => {
      order({ expect: text });
      await hears('ready');
    },
    heard: () => hears('heard'),
    stop: () => child.disconnect(),
  };
}
