import { openDatabase } from '../../../server/platform/db/open-database.ts';
import type { Transaction } from '../../../server/platform/db/database.ts';
import type { NewRows } from './new-rows.ts';
import { measureRounds } from './rounds.ts';

/** The quickest way that SQLite has: one statement for all rows, each an array in a single JSON parameter. */
async function insertAll(tx: Transaction, { table, columns, rows }: NewRows[number]): Promise<void> {
  const names = columns.map(() => '??').join(', ');
  const values = columns.map((_, at) => `json_extract(value, '$[${at}]')`).join(', ');
  const insert = `insert into ?? (${names}) select ${values} from json_each(?)`;
  await tx.raw(insert, [table, ...columns, JSON.stringify(rows)]);
}

// The same file, connection and durability as the product's, in one transaction too.
await measureRounds(process.argv.slice(2), async (file, given) => {
  const database = openDatabase(`sqlite:${file}`);
  await database.transaction((tx) => tx.raw('select 1'));
  const bring = () =>
    database.transaction(async (tx) => {
      await tx.raw('pragma defer_foreign_keys = on');
      for (const rows of given) await insertAll(tx, rows);
    });
  return { reader: database.reader, bring, close: () => database.close() };
});
