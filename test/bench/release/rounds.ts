import { copyFile, readFile, rm } from 'node:fs/promises';
import type { Knex } from 'knex';
import { measure, report } from '../measure.ts';
import { countRows, type NewRows } from './new-rows.ts';

/** Each takes a second or two. */
const rounds = 3;

/** One way to bring the rows of a release into a database. */
export type Opened = { reader: Knex; bring: () => Promise<unknown>; close: () => Promise<void> };

/** Each round on a fresh copy of the same house, so that every round brings the same rows; they are counted after. */
export async function measureRounds(
  houses: string[],
  open: (file: string, rows: NewRows) => Promise<Opened>,
): Promise<void> {
  const works = await Promise.all(
    houses.map(async (house) => {
      const [name = '', original = ''] = house.split('=');
      const rows = JSON.parse(await readFile(`${original}.rows.json`, 'utf8')) as NewRows;
      return [name, roundsOn(original, rows, open)] as const;
    }),
  );
  report({ prices: await measure(Object.fromEntries(works), rounds) });
}

function roundsOn(original: string, rows: NewRows, open: (file: string, rows: NewRows) => Promise<Opened>) {
  const file = `${original}.round`;
  const tables = rows.map(({ table }) => table);
  let opened: Opened | undefined;
  let counts = new Map<string, number>();
  return {
    operations: 1,
    before: async () => {
      await copyFile(original, file);
      opened = await open(file, rows);
      counts = await countRows(opened.reader, tables);
    },
    work: async () => opened?.bring(),
    check: async () => {
      if (!opened) throw new Error('nothing was opened');
      const grown = await countRows(opened.reader, tables);
      for (const { table, rows: added } of rows) {
        const came = (grown.get(table) ?? 0) - (counts.get(table) ?? 0);
        if (came !== added.length) throw new Error(`${came} rows came to ${table}, not ${added.length}`);
      }
      await opened.close();
      await rm(file);
    },
  };
}
