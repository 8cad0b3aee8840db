import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const root = join(import.meta.dirname, '../..');

type Failure = { fullTitle: string; err: { message?: string } };
export type Round = { passed: number; failed: string[]; seconds: number };

/** These test files once, as `npm test` runs them, each test with all the time it wants. */
export async function runTests(files: string[], environment: Record<string, string> = {}): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-endurance-'));
  const output = join(folder, 'report.json');
  const startedAt = performance.now();
  try {
    const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
    const args = ['--timeout', '0', '--reporter', 'json', '--reporter-option', `output=${output}`];
    const child = spawn(process.execPath, [mocha, ...args, ...files], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [complaints, [code]] = await Promise.all([
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    const report = JSON.parse(await readFile(output, 'utf8').catch(() => '{}')) as {
      passes?: object[];
      failures?: Failure[];
    };
    const failed = (report.failures ?? []).map(({ fullTitle, err }) => `${fullTitle}\n${err.message ?? ''}`);
    if (code !== 0 && failed.length === 0) failed.push(complaints);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return { passed: report.passes?.length ?? 0, failed, seconds };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The number of rounds that was asked for on the command line. */
export function roundsAsked(usual: number): number {
  const given = process.argv[2];
  if (given === undefined) return usual;
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  process.stderr.write(`${given} is no number of rounds.\n`);
  process.exit(2);
}
