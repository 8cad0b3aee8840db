import { join } from 'node:path';
import { build } from './build.mjs';
import { endWithSentence } from './end-with-sentence.mjs';
import { install } from './install.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

await install()
  .then(build)
  .then(() => oneAtATime(compileBenches))
  .then(runBenches)
  .catch(endWithSentence);

/** What is measured is compiled like the program that ships: run from source, each function would cost more. */
async function compileBenches() {
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '--project', join(root, 'test/bench')];
  const { code, output } = await runProgram(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Error(`tsc failed:\n${output}`);
}

async function runBenches() {
  const args = [join(root, 'dist/bench/test/bench/run.js'), ...process.argv.slice(2)];
  const { code } = await runProgram(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = code;
}
