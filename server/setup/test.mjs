import { join } from 'node:path';
import { build } from './build.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { endWithSentence } from './end-with-sentence.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

const mocha = join(root, 'node_modules/mocha/bin/mocha.js');

await install().then(build).then(installDebianPackages).then(runTests).catch(endWithSentence);

async function runTests() {
  const args = [mocha, ...process.argv.slice(2)];
  const { code } = await runProgram(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = code;
}
