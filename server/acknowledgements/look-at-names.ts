import { isRecorded } from '../audit/audit-queries.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';

const oneLookMs = 10 * 60_000;
const action = 'recipients:looked-at';

/**
 * Who looks at names is recorded. A page that stays open refreshes itself: within ten minutes that is one look. A
 * call of the interface, and a file taken away, is a look of its own each time.
 */
export async function lookAtNames(
  house: House,
  actor: Actor,
  announcementId: string,
  by: 'page' | 'call' | 'file',
): Promise<void> {
  const now = house.clock.now();
  const actorId = actor.person.id;
  if (by === 'page' && (await isRecorded(house.db, actorId, action, announcementId, now - oneLookMs))) return;
  await house.transaction((tx) =>
    recordAudit(tx, { at: now, actorId, action, subject: announcementId, details: { by } }),
  );
}
