import { audienceLock } from '../announcements/audience.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import { refuseOneself } from '../sign-in/refuse-oneself.ts';
import type { House } from '../umlauf.ts';
import { findPeople, findPersonByLogin } from './directory-queries.ts';
import { revokeAccess } from './revoke-access.ts';

/**
 * An operator closes a person's access; it stays closed until the directory itself has closed and opened it again. Who
 * is named by login or by id. Refuses `not-found`, and `forbidden` for himself.
 */
export async function deactivatePerson(
  house: House,
  actorId: string | null,
  who: string | { id: string },
): Promise<void> {
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const person =
      typeof who === 'string' ? await findPersonByLogin(tx, who) : (await findPeople(tx, [who.id]))[0];
    if (!person) throw typeof who === 'string' ? unknownLogin(who) : new Refusal('not-found');
    refuseOneself(actorId, person.id);
    await revokeAccess(house, tx, [person.id], { actorId, how: 'operator' });
  });
}

const unknownLogin = (login: string) => new Refusal('not-found', 'unknown-login', { params: { login } });
