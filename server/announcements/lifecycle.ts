import { Refusal } from '../platform/refusal.ts';
import { checkContent, isExpired, type Announcement } from './announcement.ts';
import { namesNobody } from './audience.ts';

/** For so long after a release one press is enough to take it back from everyone who got it. */
export const recallWindowMs = 60_000;
const shortestReason = 3;
export const longestSentence = 500;

type Asked = Pick<Announcement, 'priority' | 'audience'>;

/**
 * Two persons release what is critical to everyone, goes to more people than the house lets one person reach, or would
 * disturb in the quiet hours more often in a month than the house lets one person.
 */
export const needsApproval = (
  { priority, audience }: Asked,
  recipients: number,
  approvalAbove: number | null,
  isOverBudget = false,
): boolean =>
  isOverBudget ||
  (priority === 'critical' && audience.everyone) ||
  (approvalAbove !== null && recipients > approvalAbove);

/** A draft can be written; what waits or is scheduled becomes a draft again by being changed. */
export function reopen(announcement: Announcement): Announcement {
  if (!isUnreleased(announcement)) throw new Refusal('conflict', 'not-a-draft');
  return { ...announcement, status: 'draft', submittedAt: null };
}

export const isUnreleased = ({ status }: Pick<Announcement, 'status'>): boolean =>
  status === 'draft' || status === 'awaiting-approval' || status === 'scheduled';

export function checkDiscard(announcement: Announcement): void {
  if (!isUnreleased(announcement)) throw new Refusal('conflict', 'only-drafts-discarded');
}

type ReleaseRules = {
  now: number;
  approvalAbove: number | null;
  /** The sender has used up what he may override of the quiet hours this month. */
  isOverBudget?: boolean;
};

/** The announcement after the sender has pressed the button: waiting for approval, scheduled or released. */
export function requestRelease(
  announcement: Announcement,
  recipients: number,
  { now, approvalAbove, isOverBudget = false }: ReleaseRules,
): Announcement {
  if (announcement.status === 'awaiting-approval') throw new Refusal('conflict', 'already-submitted');
  if (announcement.status === 'scheduled') throw new Refusal('conflict', 'already-scheduled');
  if (announcement.status !== 'draft') throw new Refusal('conflict', 'already-released');
  checkContent(announcement, now);
  checkComplete(announcement, recipients);
  return needsApproval(announcement, recipients, approvalAbove, isOverBudget)
    ? { ...announcement, status: 'awaiting-approval', submittedAt: now, updatedAt: now }
    : openOrSchedule(announcement, now);
}

function checkComplete(announcement: Announcement, recipients: number): void {
  const texts = [announcement, ...announcement.translations];
  if (texts.some(({ body }) => body.trim() === ''))
    throw new Refusal('invalid', 'body-missing', { field: 'body' });
  if (namesNobody(announcement.audience))
    throw new Refusal('invalid', 'audience-empty', { field: 'audience' });
  if (recipients === 0) throw new Refusal('invalid', 'audience-nobody', { field: 'audience' });
}

function openOrSchedule(announcement: Announcement, now: number): Announcement {
  const isLater = announcement.releaseAt !== null && announcement.releaseAt > now;
  return isLater ? { ...announcement, status: 'scheduled', updatedAt: now } : open(announcement, now);
}

const open = (announcement: Announcement, now: number): Announcement => ({
  ...announcement,
  status: 'released',
  releasedAt: now,
  updatedAt: now,
});

/** The second person says yes. Was the planned time meanwhile, it is released at once. */
export function approve(
  announcement: Announcement,
  approverId: string,
  recipients: number,
  now: number,
): Announcement {
  checkDecision(announcement, approverId);
  checkContent({ ...announcement, releaseAt: null }, now);
  checkComplete(announcement, recipients);
  return openOrSchedule(announcement, now);
}

/** The second person says no, and why: it is a draft again. */
export function sendBack(
  announcement: Announcement,
  approverId: string,
  note: string,
  now: number,
): Announcement {
  checkDecision(announcement, approverId);
  checkSentence(note, 'note');
  return { ...announcement, status: 'draft', submittedAt: null, updatedAt: now };
}

function checkDecision({ status, senderId }: Announcement, approverId: string): void {
  if (status !== 'awaiting-approval') throw new Refusal('conflict', 'nothing-to-approve');
  if (senderId === approverId) throw new Refusal('forbidden', 'approver-is-sender');
}

/** The release clock has come to its time. */
export function releaseScheduled(announcement: Announcement, now: number): Announcement {
  if (announcement.status !== 'scheduled' || announcement.heldAt !== null)
    throw new Refusal('conflict', 'not-scheduled');
  return open(announcement, now);
}

export function canRecall({ status, releasedAt }: Announcement, now: number): boolean {
  return status === 'released' && releasedAt !== null && now <= releasedAt + recallWindowMs;
}

/** Leaves a tombstone with the reason. Within the recall window one press is enough; later a reason is asked for. */
export function withdraw(announcement: Announcement, reason: string, now: number): Announcement {
  if (announcement.status === 'withdrawn') throw new Refusal('conflict', 'already-withdrawn');
  if (announcement.status !== 'released') throw new Refusal('conflict', 'not-released');
  if (reason.trim() !== '' || !canRecall(announcement, now)) checkSentence(reason, 'reason');
  return {
    ...announcement,
    status: 'withdrawn',
    withdrawnAt: now,
    withdrawalReason: reason.trim(),
    updatedAt: now,
  };
}

function checkSentence(sentence: string, field: string): void {
  if (sentence.trim().length < shortestReason) throw new Refusal('invalid', 'reason-missing', { field });
  if (sentence.length > longestSentence)
    throw new Refusal('invalid', 'reason-too-long', { field, params: { count: longestSentence } });
}

export type Correction = Pick<Announcement, 'title' | 'body' | 'translations' | 'deadlineAt'> & {
  kind: 'editorial' | 'material';
  note: string;
};

/**
 * The next version. An editorial correction keeps the confirmations; a material one asks everybody again, so its
 * deadline must lie ahead.
 */
export function correct(announcement: Announcement, correction: Correction, now: number): Announcement {
  if (announcement.status === 'withdrawn') throw new Refusal('conflict', 'already-withdrawn');
  if (announcement.status !== 'released') throw new Refusal('conflict', 'not-released');
  if (isExpired(announcement, now)) throw new Refusal('conflict', 'expired');
  const { kind, note, ...text } = correction;
  if (note.length > longestSentence)
    throw new Refusal('invalid', 'reason-too-long', { field: 'note', params: { count: longestSentence } });
  const version = announcement.version + 1;
  const corrected = { ...announcement, ...text, version, versionKind: kind, versionNote: note.trim() };
  const isSameDeadline = text.deadlineAt === announcement.deadlineAt;
  const checked = kind === 'editorial' && isSameDeadline ? { ...corrected, deadlineAt: null } : corrected;
  checkContent({ ...checked, releaseAt: null }, now);
  if ([corrected, ...corrected.translations].some(({ body }) => body.trim() === ''))
    throw new Refusal('invalid', 'body-missing', { field: 'body' });
  return {
    ...corrected,
    versionCreatedAt: now,
    asksFromVersion: kind === 'material' ? version : announcement.asksFromVersion,
    updatedAt: now,
  };
}

/** Does the correction change anything that a reader sees? */
export function checkChanged(before: Announcement, after: Announcement): void {
  const shown = ({ title, body, translations, deadlineAt }: Announcement) =>
    JSON.stringify([title, body, translations, deadlineAt]);
  if (shown(before) === shown(after)) throw new Refusal('invalid', 'nothing-changed', { field: 'body' });
}

/** Its sender is gone: nothing happens to it until another publisher takes it over. */
export const hold = (announcement: Announcement, now: number): Announcement => ({
  ...announcement,
  heldAt: now,
  updatedAt: now,
});

/** What was not released yet is the new sender's draft, for him to look through; what was released is his to follow. */
export function takeOver(announcement: Announcement, publisherId: string, now: number): Announcement {
  if (announcement.heldAt === null) throw new Refusal('conflict', 'not-held');
  const taken = { ...announcement, senderId: publisherId, heldAt: null, updatedAt: now };
  return isUnreleased(taken) ? { ...taken, status: 'draft', submittedAt: null } : taken;
}
