import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Note } from '../kill/journal.ts';

export type Journal = { note: Note; flush: () => void };

const linesAtOnce = 500;

/** As one line of JSON for each thing; the writer lives on when the program dies, so that lines may wait for each other. */
export function openJournal(folder: string, name: string): Journal {
  const file = join(folder, `${name}.jsonl`);
  let lines: string[] = [];
  const flush = () => {
    appendFileSync(file, lines.join(''));
    lines = [];
  };
  return {
    flush,
    note: (type, f, details) => {
      // The clock that never jumps, for the order of things; the other one to find them in the change feed.
      const line = { at: performance.now(), wall: Date.now(), type, f, ...details };
      lines.push(`${JSON.stringify(line)}\n`);
      if (lines.length >= linesAtOnce) flush();
    },
  };
}
