import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { root } from './root.mjs';
import { runProgram } from './run-program.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, '.build');
const sources = ['package-lock.json', 'tsconfig.json', 'server', 'migrations', 'views', 'public'];
const built = [
  'public/scripts',
  'public/sheets',
  'public/fonts',
  'public/icons/sprite.svg',
  'public/sw.js',
  'public/assets.json',
];

/** Compiles the server and builds what the browser gets, unless nothing has changed since the last time. */
export async function build() {
  if (await isBuilt()) return;
  await oneAtATime(async () => {
    if (await isBuilt()) return;
    await rm(stamp, { force: true });
    const hash = await hashOfSources();
    await compileServer();
    const { buildBrowser } = await import('./build-browser.mjs');
    await buildBrowser(root);
    await writeFile(stamp, hash);
  });
}

async function isBuilt() {
  const before = await readFile(stamp, 'utf8').catch(() => null);
  if (before === null || !existsSync(join(root, 'public/assets.json'))) return false;
  return before === (await hashOfSources());
}

async function compileServer() {
  const fresh = join(dist, 'fresh');
  await rm(fresh, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--project', join(root, 'server/setup/tsconfig.json'), '--outDir', fresh];
  const { code, output } = await runProgram(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Error(`tsc failed:\n${output}`);
  for (const folder of ['server', 'migrations']) {
    await rm(join(dist, folder), { recursive: true, force: true });
    await rename(join(fresh, folder), join(dist, folder));
  }
  await rm(fresh, { recursive: true });
}

async function hashOfSources() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesUnder(source))
      hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

async function filesUnder(path) {
  if (built.includes(path) || !existsSync(join(root, path))) return [];
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!entries) return [path];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    entries.map((entry) => {
      const inner = `${path}/${entry.name}`;
      return entry.isDirectory() || built.includes(inner) ? filesUnder(inner) : [inner];
    }),
  );
  return nested.flat();
}
