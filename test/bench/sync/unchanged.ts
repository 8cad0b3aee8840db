import assert from 'node:assert/strict';
import type { Reached } from '../../support/ldap-settings.ts';
import { printTables, type TablePrints } from '../../support/table-prints.ts';
import { measure, report } from '../measure.ts';
import { openHouseOf, synchroniseOnce } from './house.ts';

const [directory = '', known = ''] = process.argv.slice(2);
const house = await openHouseOf(JSON.parse(directory) as Reached, known);
const found = new Set<string>();
const before: TablePrints = await printTables(house.db);
const unchanged = {
  operations: 1,
  work: async () => {
    const { outcome, read } = await synchroniseOnce(house);
    assert.equal(outcome, 'unchanged');
    found.add(JSON.stringify(read));
  },
};
const prices = await measure({ unchanged }, 5);
assert.deepEqual(await printTables(house.db), before, 'an unchanged run has written');
report({ prices, agreed: { read: [...found].join(' and ') } });
