import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { endWithSentence } from './end-with-sentence.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
/** These come first, so that all processes have something to do until the end. */
const longest = [
  'browser/pages',
  'browser',
  'process',
  'routes',
  'cli',
  'views/served-html',
  'delivery/kill',
];

await install().then(build).then(installDebianPackages).then(runTests).catch(endWithSentence);

async function runTests() {
  const given = process.argv.slice(2);
  const args = [mocha, ...(given.length > 0 ? given : await listTests())];
  const { code } = await runProgram(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = code;
}

async function listTests() {
  const names = await readdir(join(root, 'test'), { recursive: true });
  const place = (name) =>
    longest.findIndex((beginning) => name.startsWith(beginning)) + 1 || longest.length + 1;
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1))
    .map((name) => join('test', name));
}
