import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';

const lock = join(root, 'dist', '.lock');

/** Installing and building write into the same folders: a second process waits for the first. */
export async function oneAtATime(work) {
  await mkdir(dirname(lock), { recursive: true });
  while (!(await take())) await sleep(100);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Linked, so that the lock never stands without the name of its holder. */
async function take() {
  const claim = `${lock}-${process.pid}`;
  await writeFile(claim, String(process.pid));
  try {
    await link(claim, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!(await holderLives())) await rm(lock, { force: true });
    return false;
  } finally {
    await rm(claim);
  }
}

async function holderLives() {
  const pid = await readFile(lock, 'utf8').catch(() => null);
  if (pid === null) return true;
  try {
    return process.kill(Number(pid), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
