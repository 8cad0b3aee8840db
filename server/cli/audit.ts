import { verifyAudit } from '../audit/verify-audit.ts';
import { noWord, type Command } from './command.ts';

export const verifyAuditRecord: Command = async ({ db }, words, _options, print) => {
  noWord(words);
  const verdict = await verifyAudit(db);
  if (verdict.intact) {
    print(`intact: ${verdict.entries} entries, head ${verdict.head ?? '-'}`);
    return 0;
  }
  process.stderr.write(`The record is broken at entry ${verdict.brokenAt}.\n`);
  return 1;
};
