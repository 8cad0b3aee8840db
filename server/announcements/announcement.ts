import { Refusal } from '../platform/refusal.ts';
import { namesNobody, type Audience } from './audience.ts';

export const priorities = ['normal', 'important', 'critical'] as const;
export type Priority = (typeof priorities)[number];

export const acknowledgementKinds = ['none', 'confirm'] as const;
export type AcknowledgementKind = (typeof acknowledgementKinds)[number];

export type Status = 'draft' | 'released';

/** What the sender gives. */
export type Content = {
  title: string;
  body: string;
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  deadlineAt: number | null;
  audience: Audience;
};

export type Announcement = Content & {
  id: string;
  /** As 2026-118: what people say on the telephone. */
  number: string;
  version: number;
  status: Status;
  senderId: string;
  releasedAt: number | null;
  createdAt: number;
  updatedAt: number;
  bodyHtml: string;
  contentHash: string;
};

export const longestTitle = 200;
export const longestBody = 20_000;
const dayMs = 24 * 3600 * 1000;
export const openWithoutDeadlineMs = 30 * dayMs;
const furthestDeadlineMs = 366 * dayMs;

export const formatNumber = (year: number, serial: number): string => `${year}-${serial}`;

/** What even a draft must keep to. */
export function checkContent(content: Content, now: number): void {
  if (content.title.trim() === '') throw new Refusal('invalid', 'title-missing', { field: 'title' });
  if (content.title.length > longestTitle) {
    throw new Refusal('invalid', 'title-too-long', { field: 'title', params: { count: longestTitle } });
  }
  if (content.body.length > longestBody) {
    throw new Refusal('invalid', 'body-too-long', { field: 'body', params: { count: longestBody } });
  }
  if (content.deadlineAt === null) return;
  if (content.deadlineAt <= now) throw new Refusal('invalid', 'deadline-past', { field: 'deadlineAt' });
  if (content.deadlineAt > now + furthestDeadlineMs)
    throw new Refusal('invalid', 'deadline-too-far', { field: 'deadlineAt' });
}

export function checkDraft(announcement: Announcement): void {
  if (announcement.status !== 'draft') throw new Refusal('conflict', 'not-a-draft');
}

export function checkDiscard(announcement: Announcement): void {
  if (announcement.status !== 'draft') throw new Refusal('conflict', 'only-drafts-discarded');
}

/** The released announcement, or a refusal that says what is missing. */
export function release(announcement: Announcement, recipients: number, now: number): Announcement {
  if (announcement.status === 'released') throw new Refusal('conflict', 'already-released');
  checkContent(announcement, now);
  if (announcement.body.trim() === '') throw new Refusal('invalid', 'body-missing', { field: 'body' });
  if (namesNobody(announcement.audience))
    throw new Refusal('invalid', 'audience-empty', { field: 'audience' });
  if (recipients === 0) throw new Refusal('invalid', 'audience-nobody', { field: 'audience' });
  return { ...announcement, status: 'released', releasedAt: now, updatedAt: now };
}

/** Two windows on one draft: what the later one was shown must still stand there. */
export function checkUnchanged(announcement: Announcement, expectedUpdatedAt: number | null): void {
  if (expectedUpdatedAt === null || expectedUpdatedAt === announcement.updatedAt) return;
  throw new Refusal('conflict', announcement.status === 'draft' ? 'draft-changed' : 'already-released');
}

/** The sender saw a number on the button; more than one in a hundred may not have come or gone since. */
export function checkExpectedRecipients(expected: number | null, recipients: number): void {
  if (expected === null || Math.abs(recipients - expected) <= expected / 100) return;
  throw new Refusal('conflict', 'recipients-changed', {
    field: 'audience',
    params: { expected, recipients },
  });
}

/** While it is open, who joins an addressed team gets it too: until its deadline, or else for 30 days. */
export function isOpen(announcement: Pick<Announcement, 'releasedAt' | 'deadlineAt'>, now: number): boolean {
  if (announcement.releasedAt === null) return false;
  return now < (announcement.deadlineAt ?? announcement.releasedAt + openWithoutDeadlineMs);
}
