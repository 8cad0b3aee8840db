import { audienceLock } from '../announcements/audience.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { findPersonByLogin } from './directory-queries.ts';
import { revokeAccess } from './revoke-access.ts';

/** An operator closes a person's access; it stays closed until the directory itself has closed and opened it again. */
export async function deactivatePerson(house: House, actorId: string | null, login: string): Promise<void> {
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const person = await findPersonByLogin(tx, login);
    if (!person) throw new Refusal('not-found', 'unknown-login', { params: { login } });
    await revokeAccess(house, tx, [person.id], { actorId, how: 'operator' });
  });
}
