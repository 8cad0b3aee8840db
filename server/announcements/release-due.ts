import { findAddressable } from '../directory/addressable-queries.ts';
import { isSamlAlone } from '../directory/saml-alone.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import { eachAlone } from '../platform/each-alone.ts';
import { faultPoint } from '../platform/fault-point.ts';
import { readRoles } from '../sign-in/find-actor.ts';
import type { Transaction } from '../platform/db/database.ts';
import type { House } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { findAnnouncement, listDueIds } from './announcement-queries.ts';
import { updateAnnouncement } from './announcement-store.ts';
import { audienceLock, checkEveryone, checkStillAddressable, resolveAudience } from './audience.ts';
import { readRoll } from './audience-queries.ts';
import { hold, releaseScheduled } from './lifecycle.ts';
import { publishAnnouncement } from './publish-announcement.ts';

/** Releases what was scheduled and is due; answers how many. Each is a transaction of its own, and happens once. */
export async function releaseDue(house: House): Promise<number> {
  let released = 0;
  await eachAlone(await listDueIds(house.db, house.clock.now()), async (id) => {
    if (await releaseOne(house, id)) released += 1;
  });
  return released;
}

async function releaseOne(house: House, id: string): Promise<boolean> {
  const isReleased = await house.transaction(async (tx) => {
    await lockSequence(tx, audienceLock);
    await lockSequence(tx, `announcement:${id}`);
    const found = await findAnnouncement(tx, id);
    // Another process may have been quicker, or the sender has changed it meanwhile.
    if (found?.status !== 'scheduled' || found.heldAt !== null) return false;
    const now = house.clock.now();
    const addressees = resolveAudience(found.audience, await readRoll(tx));
    const objection = await findObjection(tx, house, found);
    if (objection === null && addressees.length > 0) {
      await publishAnnouncement(tx, house, releaseScheduled(found, now), addressees, null);
      return true;
    }
    await updateAnnouncement(tx, hold(found, now));
    const details = { status: found.status, objection, recipients: addressees.length };
    await recordAudit(tx, { at: now, actorId: null, action: 'announcement:held', subject: id, details });
    house.log.warn({ announcementId: id, ...details }, 'a scheduled release is held for another publisher');
    return false;
  });
  if (isReleased) faultPoint('scheduled-release-committed');
  return isReleased;
}

/** Why its sender may not release it any more, or nobody could know whom it reaches; null when nothing speaks against it. */
async function findObjection(tx: Transaction, house: House, found: Announcement): Promise<string | null> {
  const { audience, senderId } = found;
  try {
    checkStillAddressable(audience, await findAddressable(tx, senderId, await readRoles(house, senderId)));
    checkEveryone(audience, !(await isSamlAlone(tx, house.config)));
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}
