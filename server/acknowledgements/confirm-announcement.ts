import { describeSignIn, type Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import type { Confirmed, Given } from './acknowledgement.ts';

type ConfirmRequest = Pick<Given, 'version' | 'clientAckId' | 'claimedAt'>;

/**
 * A recipient confirms; answered once it is durable. Idempotent by nature: any further confirmation of the same
 * obligation answers the same row with `isNew` false, also when its owner has left the team meanwhile; only a version
 * older than the last material correction is a `conflict`. Refuses `not-found` for whoever may not see it, `forbidden`
 * for a sender who is no recipient.
 */
export async function confirmAnnouncement(
  house: House,
  actor: Actor,
  announcementId: string,
  request: ConfirmRequest,
): Promise<Confirmed> {
  const given = { announcementId, personId: actor.person.id, ...request, ...describeSignIn(actor) };
  return house.confirmations.give(given);
}
