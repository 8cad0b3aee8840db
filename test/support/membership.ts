import assert from 'node:assert/strict';
import { applyMembershipChange } from '../../server/directory/apply-membership-change.ts';
import type { House } from '../../server/umlauf.ts';

async function idIn(house: House, table: 'people' | 'teams', where: object): Promise<string> {
  const row = (await house.db(table).where(where).first('id')) as { id: string } | undefined;
  assert.ok(row, `${table} has ${JSON.stringify(where)}`);
  return row.id;
}

const membership = async (house: House, login: string, team: string) => ({
  personId: await idIn(house, 'people', { login }),
  teamId: await idIn(house, 'teams', { name: team }),
});

export async function join(house: House, login: string, team: string): Promise<void> {
  await applyMembershipChange(house, null, { joins: [await membership(house, login, team)] });
}

export async function leave(house: House, login: string, team: string): Promise<void> {
  await applyMembershipChange(house, null, { leaves: [await membership(house, login, team)] });
}
