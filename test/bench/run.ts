import { parseArgs } from 'node:util';
import { acknowledgementsBench } from './acknowledgements/bench.ts';
import type { Bench } from './bench.ts';
import { chatBench } from './chat/bench.ts';
import { releaseBench } from './release/bench.ts';
import { describe, jsonLines } from './report.ts';
import { runBench } from './run-bench.ts';
import { liveBench } from './live/bench.ts';
import { pagesBench } from './pages/bench.ts';
import { pushBench } from './push/bench.ts';
import { sessionBench } from './session/bench.ts';
import { syncBench } from './sync/bench.ts';

const benches: Bench[] = [
  ...[releaseBench, pushBench, acknowledgementsBench, liveBench, chatBench],
  ...[pagesBench, sessionBench, syncBench],
];

const names = benches.map(({ name }) => name);
const usage = `usage: npm run bench [-- NAME] [--json]     NAME: ${names.join(', ')}\n`;

function chosen(): { benches: Bench[]; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const isKnown = positionals.every((name) => names.includes(name));
    const wanted = positionals.length === 0 ? names : positionals;
    return isKnown
      ? { benches: benches.filter(({ name }) => wanted.includes(name)), json: values.json ?? false }
      : null;
  } catch {
    return null;
  }
}

const choice = chosen();
if (!choice) {
  process.stderr.write(usage);
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
try {
  for (const bench of choice.benches) {
    const result = await runBench(bench, (line) => process.stderr.write(`${line}\n`), stop.signal);
    process.stdout.write(choice.json ? jsonLines(result) : describe(result));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
