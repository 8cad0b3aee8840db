import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Outcome, Side } from './bench.ts';

const endsWithinMs = 120_000;

/** On one core of its own where that can be had; this process waits on another one meanwhile. */
const pin = ['taskset', '-c', String(availableParallelism() - 1)] as const;
const canPin = spawnSync(pin[0], [...pin.slice(1), 'true']).status === 0;

/** Runs one side in a fresh process, which nothing of this machine's settings reaches. */
export async function runSide(
  { name, program, words }: Side,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const command = [process.execPath, fileURLToPath(program), ...words];
  const [file = '', ...args] = canPin ? [...pin, ...command] : command;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(file, args, {
    cwd: folder,
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: endsWithinMs,
    signal,
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (child.killed) throw new Error(`${name} was not done within ${endsWithinMs / 1000} seconds`);
  if (code !== 0) throw new Error(`${name} failed, so nothing was measured:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Outcome;
}
