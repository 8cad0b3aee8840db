import { recordAudit } from '../audit/record-audit.ts';
import { contentHash } from '../platform/content-hash.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { newId } from '../platform/ids.ts';
import { toLocalTime } from '../platform/local-time.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import type { Actor } from '../sign-in/actor.ts';
import type { House } from '../umlauf.ts';
import {
  checkContent,
  checkDraft,
  checkUnchanged,
  formatNumber,
  type Announcement,
  type Content,
} from './announcement.ts';
import { allocateSerial, insertAnnouncement, updateAnnouncement } from './announcement-store.ts';
import { refuseUnknownAddressees } from './refuse-unknown-addressees.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

/** Text and its rendering belong together: the hash is what a receipt proves. */
export function withText(announcement: Omit<Announcement, 'bodyHtml' | 'contentHash'>): Announcement {
  const { number, version, title, body } = announcement;
  return {
    ...announcement,
    bodyHtml: renderMarkdown(body),
    contentHash: contentHash({ number, version, title, body }),
  };
}

/** Writes a new draft. Refuses `invalid` with the field. */
export async function createDraft(house: House, actor: Actor, content: Content): Promise<Announcement> {
  const now = house.clock.now();
  checkContent(content, now);
  return house.transaction(async (tx) => {
    await refuseUnknownAddressees(tx, content.audience);
    const year = Number(toLocalTime(now, house.config.timeZone).slice(0, 4));
    const draft = withText({
      ...content,
      id: newId(),
      number: formatNumber(year, await allocateSerial(tx, year)),
      version: 1,
      status: 'draft',
      senderId: actor.person.id,
      releasedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    await insertAnnouncement(tx, draft);
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:drafted',
      subject: draft.id,
      details: {},
    });
    return draft;
  });
}

/** Changes some or all of a draft of one's own. `expectedUpdatedAt`: the state that the change was made from, if known. */
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
    checkDraft(found);
    checkUnchanged(found, expectedUpdatedAt);
    const now = house.clock.now();
    const draft = withText({ ...found, ...content, updatedAt: Math.max(now, found.updatedAt + 1) });
    checkContent(draft, now);
    await refuseUnknownAddressees(tx, draft.audience);
    await updateAnnouncement(tx, draft);
    await recordAudit(tx, {
      at: now,
      actorId: actor.person.id,
      action: 'announcement:edited',
      subject: id,
      details: { contentHash: draft.contentHash },
    });
    return draft;
  });
}
