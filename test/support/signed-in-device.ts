import assert from 'node:assert/strict';
import { fingerprint } from '../../server/platform/ids.ts';
import type { Visitor } from './visitor.ts';
import type { World } from './world.ts';

/** The id of the device on which this person is signed in. */
export async function deviceOf({ umlauf }: World, { cookie }: Pick<Visitor, 'cookie'>): Promise<string> {
  const secret = /(?:^|; )umlauf=([^;]+)/.exec(cookie)?.[1] ?? '';
  const session = umlauf.db('sessions').where({ secret_hash: fingerprint(secret) });
  const row = (await session.first('device_id')) as { device_id: string } | undefined;
  assert.ok(row, 'the session is there');
  return row.device_id;
}
