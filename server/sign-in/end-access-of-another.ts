import { recordAudit } from '../audit/record-audit.ts';
import { findPeople } from '../directory/directory-queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { endAccess } from './end-access.ts';
import { refuseOneself } from './refuse-oneself.ts';

/**
 * An administrator ends all that a person is signed in with: sessions, devices, tokens, links. The person stays in the
 * house and may sign in again. Refuses `not-found`, and `forbidden` for himself.
 */
export async function endAccessOfAnother(house: House, actorId: string, personId: string): Promise<void> {
  await house.transaction(async (tx) => {
    const [person] = await findPeople(tx, [personId]);
    if (!person) throw new Refusal('not-found');
    refuseOneself(actorId, person.id);
    const now = house.clock.now();
    const ended = await endAccess(tx, house, person.id, now);
    await recordAudit(tx, {
      at: now,
      actorId,
      action: 'access:ended',
      subject: person.id,
      details: ended,
    });
  });
}
