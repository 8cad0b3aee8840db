import { join } from 'node:path';
import { build } from './build.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { endWithSentence } from './end-with-sentence.mjs';
import { install } from './install.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

const series = ['kill', 'chat', 'push', 'properties', 'mutation', 'soak'];

const [name, ...given] = process.argv.slice(2);
if (name !== undefined && !series.includes(name)) {
  process.stderr.write(`There is no series ${name}; there are ${series.join(', ')}.\n`);
  process.exit(2);
}
await install().then(build).then(installDebianPackages).then(runSeries).catch(endWithSentence);

async function runSeries() {
  for (const one of name === undefined ? series : [name]) {
    const args = ['--import', 'tsx', join(root, 'test/endurance', `${one}.ts`), ...given];
    const { code } = await runProgram(process.execPath, args, { cwd: root, stdio: 'inherit' });
    if (code !== 0) process.exitCode = 1;
  }
}
