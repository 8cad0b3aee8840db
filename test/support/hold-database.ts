import { openDatabase } from '../../server/platform/db/open-database.ts';
import { createGate } from './gate.ts';

/** Another process writes and does not come to its end: confirmations wait until `release`, which answers when it has. */
export async function holdDatabase(databaseUrl: string): Promise<{ release: () => Promise<void> }> {
  const other = openDatabase(databaseUrl);
  const [held, gate] = [createGate(), createGate()];
  const writing = other.transaction(async (tx) => {
    // On SQLite the transaction alone holds every other writer off.
    if (databaseUrl.startsWith('postgres')) await tx.raw('lock table recipients in exclusive mode');
    held.open();
    await gate.opened;
  });
  await Promise.race([held.opened, writing]);
  return {
    release: async () => {
      gate.open();
      await writing;
      await other.close();
    },
  };
}
