import { recordAudit } from '../audit/record-audit.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import { toLocalTime } from '../platform/local-time.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import {
  checkContent,
  checkUnchanged,
  formatNumber,
  type Announcement,
  type Content,
} from './announcement.ts';
import { allocateSerial, insertAnnouncement, rewriteDraft } from './announcement-store.ts';
import { reopen } from './lifecycle.ts';
import { checkLinkedChannel } from './linked-channel.ts';
import { checkAddressees } from './check-addressees.ts';
import { renderText } from './render-text.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

/** A draft that nobody has seen yet, as it begins. */
export function beginDraft(
  content: Content,
  { id, number, senderId, now }: { id: string; number: string; senderId: string; now: number },
): Announcement {
  return renderText({
    ...content,
    ...{ id, number, senderId, version: 1, asksFromVersion: 1, status: 'draft' },
    ...{ versionKind: 'original', versionNote: '', versionCreatedAt: now },
    ...{ releasedAt: null, submittedAt: null, heldAt: null, withdrawnAt: null, withdrawalReason: null },
    ...{ createdAt: now, updatedAt: now },
  });
}

/** Writes a new draft. Refuses `invalid` with the field. */
export const createDraft = (house: House, actor: Actor, content: Content): Promise<Announcement> =>
  house.transaction((tx) => createDraftIn(tx, house, actor, content));

/** The same inside a transaction that does something else as well. */
export async function createDraftIn(
  tx: Transaction,
  { clock, config }: Pick<House, 'clock' | 'config'>,
  actor: Actor,
  content: Content,
): Promise<Announcement> {
  const now = clock.now();
  checkContent(content, now);
  await checkAddressees(tx, actor, content.audience);
  await checkLinkedChannel(tx, actor.person.id, content.channelId, null);
  const year = Number(toLocalTime(now, config.timeZone).slice(0, 4));
  const number = formatNumber(year, await allocateSerial(tx, year));
  const draft = beginDraft(content, { id: newId(), number, senderId: actor.person.id, now });
  await insertAnnouncement(tx, draft);
  await recordAudit(tx, {
    at: now,
    actorId: actor.person.id,
    action: 'announcement:drafted',
    subject: draft.id,
    details: {},
  });
  return draft;
}

/**
 * Changes some or all of a draft of one's own; what waited for approval or was scheduled is a draft again.
 * `expectedUpdatedAt`: the state that the change was made from, if known.
 */
export async function editDraft(
  house: House,
  actor: Actor,
  id: string,
  content: Partial<Content>,
  expectedUpdatedAt: number | null,
): Promise<Announcement> {
  return house.transaction(async (tx) => {
    await lockSequence(tx, `announcement:${id}`);
    const found = await getPublishedBy(tx, actor, id);
    const reopened = reopen(found);
    checkUnchanged(found, expectedUpdatedAt);
    const now = house.clock.now();
    const draft = renderText({ ...reopened, ...content, updatedAt: Math.max(now, found.updatedAt + 1) });
    checkContent(draft, now);
    await checkAddressees(tx, actor, draft.audience);
    await checkLinkedChannel(tx, actor.person.id, draft.channelId, found.channelId);
    await rewriteDraft(tx, draft);
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:edited',
      subject: id,
      details: { contentHash: draft.contentHash, wasStatus: found.status },
    });
    return draft;
  });
}
