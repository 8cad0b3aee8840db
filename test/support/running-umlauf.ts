import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn, type Visitor } from './visitor.ts';

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

export type RunningUmlauf = {
  baseUrl: string;
  pid: number;
  /** What the process has written so far, line by line. */
  stdout: string[];
  stderr: string[];
  signIn: (
    login: string,
    options?: { shared?: boolean; cookie?: string; password?: string },
  ) => Promise<Visitor>;
  kill: (signal: NodeJS.Signals) => Promise<Ended>;
  ended: Promise<Ended>;
};

export type Environment = Record<string, string>;

const program = join(import.meta.dirname, '../../dist/server/main.js');
const readyWithinMs = 20_000;

/**
 * With words, the operator's command line. Nothing of this machine's settings reaches the program, and no `.env` file
 * lies where it starts. `under`: the words of a program that runs it and becomes it.
 */
export function spawnUmlauf(
  folder: string,
  environment: Environment,
  words?: string[],
  under: string[] = [],
) {
  const { PATH = '', HOME = '' } = process.env;
  const main = words ? join(program, '../cli/umlauf.js') : program;
  const [file = '', ...args] = [...under, process.execPath, main, ...(words ?? [])];
  return spawn(file, args, {
    cwd: folder,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export type Outcome = { code: number; stdout: string; stderr: string };

/** The program, or a command, that ends by itself. */
export async function runUmlauf(
  folder: string,
  environment: Environment,
  words?: string[],
): Promise<Outcome> {
  const child = spawnUmlauf(folder, environment, words);
  const ended = once(child, 'close') as Promise<[number]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** The built program as a process of its own, once it answers on /readyz. */
export async function startUmlauf(
  folder: string,
  environment: Environment & { PORT: string },
  words?: string[],
  under: string[] = [],
): Promise<RunningUmlauf> {
  const child = spawnUmlauf(folder, environment, words, under);
  const stdout: string[] = [];
  const stderr: string[] = [];
  createInterface(child.stdout).on('line', (line) => stdout.push(line));
  createInterface(child.stderr).on('line', (line) => stderr.push(line));
  const ended = once(child, 'close').then(([code, signal]): Ended => ({
    code: code as Ended['code'],
    signal: signal as Ended['signal'],
  }));
  const baseUrl = `http://127.0.0.1:${environment.PORT}`;
  const running: RunningUmlauf = {
    ...{ baseUrl, pid: child.pid ?? 0, stdout, stderr, ended },
    signIn: (login, options) => signIn(baseUrl, login, options),
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  const early = ended.then(({ code }) => {
    throw new Error(`Umlauf ended at its start with ${code}: ${stderr.join('\n')}`);
  });
  await Promise.race([untilReady(baseUrl), early]).catch(async (error: unknown) => {
    await running.kill('SIGKILL');
    throw error;
  });
  early.catch(() => undefined);
  return running;
}

async function untilReady(baseUrl: string): Promise<void> {
  const giveUpAt = performance.now() + readyWithinMs;
  while (performance.now() < giveUpAt) {
    const isReady = await fetch(`${baseUrl}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(25);
  }
  throw new Error(`Umlauf was not ready within ${readyWithinMs} ms`);
}
