import { csrfToken } from '../../../server/platform/http/csrf.ts';
import { insertRows } from '../../../server/platform/db/dialect.ts';
import { fingerprint } from '../../../server/platform/ids.ts';
import { sessionCookie } from '../../../server/sign-in/cookies.ts';
import type { House } from '../../../server/umlauf.ts';
import { actorCalled, signInCookie } from '../demo-house.ts';

export type Member = { cookie: string; token: string };
type Row = Record<string, string | number | null>;

/** So many people, each signed in on a device: Ben signs in as people do, the others get a copy of his rows. */
export async function signInCrowd(house: House, size: number): Promise<Member[]> {
  const ben = await actorCalled(house, 'ben');
  await signInCookie(house, ben);
  const own = { person_id: ben.person.id };
  const device = (await house.db('devices').where(own).first()) as Row;
  const session = (await house.db('sessions').where(own).first()) as Row;
  const ids = (await house.db('people').orderBy('id').limit(size).pluck('id')) as string[];
  const secretOf = (id: string) => `secret-of-${id}`;
  await house.transaction(async (tx) => {
    const devices = ids.map((id) => ({ ...device, id, person_id: id, secret_hash: id }));
    await insertRows(tx, 'devices', devices);
    const sessions = ids.map((id) => ({
      ...{ ...session, person_id: id, device_id: id },
      secret_hash: fingerprint(secretOf(id)),
    }));
    await insertRows(tx, 'sessions', sessions);
  });
  return ids.map((id) => ({
    cookie: `${sessionCookie(house.config)}=${secretOf(id)}`,
    token: csrfToken(house.sessionSecret, fingerprint(secretOf(id))),
  }));
}
