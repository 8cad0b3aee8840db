import { readFile } from 'node:fs/promises';
import { eventually } from './eventually.ts';

/** As `under` of a program: writes down the system calls by which it stores and answers. */
export const tracing = (file: string): string[] => [
  ...['strace', '-D', '-f', '-y', '--seccomp-bpf', '-s', '32', '-o', file],
  ...['-e', 'trace=fdatasync,fsync,write,writev,pwrite64'],
];

type Step = 'stored' | 'synced' | 'answered';

const isSync = /^\d+ +(?:fdatasync|fsync)\(\d+<[^>]*-wal>/;
const isStore = /^\d+ +pwrite64\(\d+<[^>]*-wal>/;
const isAnswer = /^\d+ +writev?\(.*"HTTP\/1\.1 201 /;

/**
 * In what order the program wrote to the log of its database, was told that the log is on the disk, and wrote answers
 * of 201, as far as the trace in this file goes; the program has ended.
 */
export async function readSteps(file: string, pid: number): Promise<Step[]> {
  const hasEnded = new RegExp(`^${pid} +\\+\\+\\+ `, 'm');
  const trace = await eventually(
    () => readFile(file, 'utf8'),
    (text) => hasEnded.test(text),
  );
  // A call that others interrupt has two lines; a sync is done at the second.
  const syncing = new Set<string>();
  return trace.split('\n').flatMap((line): Step[] => {
    const [thread = ''] = line.split(' ', 1);
    if (isStore.test(line)) return ['stored'];
    if (isAnswer.test(line)) return ['answered'];
    if (isSync.test(line) && line.includes('<unfinished')) syncing.add(thread);
    else if (isSync.test(line)) return ['synced'];
    return / <\.\.\. f(data)?sync resumed>/.test(line) && syncing.delete(thread) ? ['synced'] : [];
  });
}
