import assert from 'node:assert/strict';
import { copyFile, rm } from 'node:fs/promises';
import type { House } from '../../../server/umlauf.ts';
import type { Reached } from '../../support/ldap-settings.ts';
import { measure, report } from '../measure.ts';
import { countRows } from '../release/new-rows.ts';
import { openHouseOf, synchroniseOnce } from './house.ts';

const [given = '', known = '', empty = ''] = process.argv.slice(2);
const directory = JSON.parse(given) as Reached;
const tables = ['people', 'teams', 'memberships', 'team_nestings', 'directory_runs', 'audit_entries'];
const filled = await openHouseOf(directory, known);
const expected = await countRows(filled.db, tables);
await filled.database.close();

const found = new Set<string>();
const file = `${empty}.round`;
let house: House | undefined;
const first = {
  operations: 1,
  before: async () => {
    await copyFile(empty, file);
    house = await openHouseOf(directory, file);
  },
  work: async () => {
    assert.ok(house);
    const { outcome, read } = await synchroniseOnce(house);
    assert.equal(outcome, 'applied');
    found.add(JSON.stringify(read));
  },
  check: async () => {
    assert.ok(house);
    assert.deepEqual(await countRows(house.db, tables), expected, 'not everything was brought over');
    await house.database.close();
    await rm(file);
  },
};
const prices = await measure({ first }, 3);
report({ prices, agreed: { read: [...found].join(' and ') } });
