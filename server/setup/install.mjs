import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

/** Installs the packages of package-lock.json, those for building and testing too, unless they are there already. */
export async function install() {
  if (await isInstalled()) return;
  await oneAtATime(async () => {
    if (await isInstalled()) return;
    process.stderr.write('Installing packages; the first time this takes a minute or two.\n');
    const { code, output } = await npm([
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (code !== 0) throw new Error(`npm ci failed:\n${output}`);
  });
}

/** npm writes node_modules/.package-lock.json last of all, so it tells of whole installations only. */
async function isInstalled() {
  const wanted = await packagesOf('package-lock.json');
  const present = await packagesOf('node_modules/.package-lock.json').catch(() => null);
  if (!present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || present[path]?.version === entry.version || !isForThisMachine(entry),
  );
}

function isForThisMachine({ optional, os, cpu, libc }) {
  if (!optional) return true;
  if (libc || !(os || cpu)) return false;
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

async function packagesOf(file) {
  return JSON.parse(await readFile(join(root, file), 'utf8')).packages;
}

function npm(args) {
  const script = process.env.npm_execpath ?? '';
  return basename(script) === 'npm-cli.js'
    ? runProgram(process.execPath, [script, ...args], { cwd: root })
    : runProgram('npm', args, { cwd: root });
}
