import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { endWithSentence } from './end-with-sentence.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

const tsc = (project) => ['typescript/bin/tsc', '--noEmit', '--project', project];

// The longest first: they run side by side, as many as there are cores.
const checks = [
  ['lint', ['eslint/bin/eslint.js', '--max-warnings', '0', '.']],
  ['types of the tests', tsc('test/tsconfig.json')],
  ['types of the server', tsc('tsconfig.json')],
  ['format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['types of the pages', tsc('views/tsconfig.json')],
  ['types of the service worker', tsc('views/service-worker/tsconfig.json')],
  ['architecture', ['mocha/bin/mocha.js', 'test/architecture.test.ts']],
];

await install().catch(endWithSentence);

const failed = [];
const waiting = [...checks];
await Promise.all(Array.from({ length: availableParallelism() }, checkUntilNoneWaits));
if (failed.length > 0) endWithSentence(new Error(`Failed: ${failed.join(', ')}.`));

async function checkUntilNoneWaits() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, [script, ...args]] = next;
    const { code, output } = await runProgram(
      process.execPath,
      [join(root, 'node_modules', script), ...args],
      {
        cwd: root,
      },
    );
    console.log(code === 0 ? `ok      ${name}` : `FAILED  ${name}\n${output}`);
    if (code !== 0) failed.push(name);
  }
}
