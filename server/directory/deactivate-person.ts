import { adjustObligations } from '../acknowledgements/adjust-obligations.ts';
import { holdAnnouncements } from '../announcements/hold-announcements.ts';
import { audienceLock } from '../announcements/audience.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import { endAccess } from '../sign-in/end-access.ts';
import type { House } from '../umlauf.ts';
import { findPersonByLogin } from './directory-queries.ts';
import { markPersonLeft } from './directory-store.ts';

/**
 * A person leaves the house: out of every team, sessions, devices and tokens ended, obligations closed as left, and
 * what he has not finished sending held for another publisher. One transaction. Refuses `not-found`.
 */
export async function deactivatePerson(house: House, actorId: string | null, login: string): Promise<void> {
  const now = house.clock.now();
  await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    const person = await findPersonByLogin(tx, login);
    if (!person) throw new Refusal('not-found', 'unknown-login', { params: { login } });
    await markPersonLeft(tx, person.id, now);
    await adjustObligations(tx, [person.id], now);
    await holdAnnouncements(tx, house, person.id, now);
    await endAccess(tx, house, person.id, now);
    await house.changes.append(tx, 'membership:changed', { personIds: [person.id] });
    await recordAudit(tx, { at: now, actorId, action: 'person:left', subject: person.id, details: {} });
  });
}
