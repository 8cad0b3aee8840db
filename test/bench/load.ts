import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Load = {
  port: number;
  connections: number;
  requests: string[];
  /** null: each connection sends as soon as it has an answer. */
  perSecond: number | null;
  /** Any other answer ends the benchmark. */
  status: number;
};

export type LoadAnswer = { latenciesMs: number[] } | { error: string };

const pin = ['taskset', '-c', '0'] as const;
const canPin = spawnSync(pin[0], [...pin.slice(1), 'true']).status === 0;

/** A process of clients, on another core than what is measured where that can be had. */
export function startBeside(program: URL) {
  const command = [process.execPath, fileURLToPath(program)];
  const [file = '', ...args] = canPin ? [...pin, ...command] : command;
  return spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** Clients that send what they are given, and answer how long each request took. */
export function startLoad() {
  const child = startBeside(new URL('./load-process.js', import.meta.url));
  return {
    run: async (load: Load): Promise<number[]> => {
      child.send(load);
      const [answer] = (await once(child, 'message')) as [LoadAnswer];
      if ('error' in answer) throw new Error(answer.error);
      return answer.latenciesMs;
    },
    stop: () => child.disconnect(),
  };
}

/** A request as it goes over the wire. */
export function requestOf(path: string, headers: Record<string, string>, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const given =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(text.length) };
  const lines = Object.entries({ host: 'localhost', ...headers, ...given }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
}
