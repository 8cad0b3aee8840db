import { copyFile } from 'node:fs/promises';
import { openDatabase } from '../../../server/platform/db/open-database.ts';
import { measure, report } from '../measure.ts';

const [turns, count] = [40, 10_000];
const [house = ''] = process.argv.slice(2);
const original = house.split('=')[1] ?? '';
const numbers = JSON.stringify(Array.from({ length: count }, (_, at) => at));
await copyFile(original, `${original}.probe`);
const database = openDatabase(`sqlite:${original}.probe`);
await database.transaction((tx) => tx.raw('create table probe (number integer)'));

const prices = await measure({
  insert: {
    operations: turns,
    before: () => database.transaction((tx) => tx('probe').delete()),
    work: async () => {
      for (let turn = 0; turn < turns; turn += 1)
        await database.transaction((tx) =>
          tx.raw('insert into probe select value from json_each(?)', [numbers]),
        );
    },
    check: async () => {
      const [row] = (await database.reader('probe').count({ rows: '*' })) as { rows: number }[];
      if (row?.rows !== turns * count) throw new Error('numbers were lost');
    },
  },
});
report({ prices });
