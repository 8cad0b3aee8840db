import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** As Jepsen's clients write: `info` is an outcome that nobody knows, because no answer came. */
export type Note = (type: 'invoke' | 'ok' | 'fail' | 'info', f: string, details: object) => void;

/** One line of JSON for each thing that a client asks, and for what it is answered. */
export function openJournal(folder: string, client: string): Note {
  const file = join(folder, `${client}.jsonl`);
  return (type, f, details) => {
    appendFileSync(file, `${JSON.stringify({ at: Date.now(), type, f, ...details })}\n`);
  };
}
