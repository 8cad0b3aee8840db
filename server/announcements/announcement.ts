import type { Language } from '../platform/views/languages.ts';
import { Refusal } from '../platform/refusal.ts';
import { mostReminders, reminderTime, type ReminderTime } from '../delivery/plan/reminder-time.ts';
import type { Audience } from './audience.ts';

export const priorities = ['normal', 'important', 'critical'] as const;
export type Priority = (typeof priorities)[number];

export const acknowledgementKinds = ['none', 'confirm'] as const;
export type AcknowledgementKind = (typeof acknowledgementKinds)[number];

export const statuses = ['draft', 'awaiting-approval', 'scheduled', 'released', 'withdrawn'] as const;
export type Status = (typeof statuses)[number];

/** The same text in another language; one version and one confirmation cover all of them. */
export type Translation = { language: Language; title: string; body: string };

/** What the sender gives. */
export type Content = {
  title: string;
  body: string;
  /** The language of title and body. */
  language: Language;
  translations: Translation[];
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  deadlineAt: number | null;
  /** The instant of a scheduled release; null: when the button is pressed. */
  releaseAt: number | null;
  /** From then on it no longer holds: nobody is asked any more, and newcomers do not get it. */
  expiresAt: number | null;
  /** An exercise, marked as one wherever it is seen. */
  drill: boolean;
  /** When those outstanding are reminded; none is an empty list. */
  reminders: 'default' | ReminderTime[];
  /** Why a critical announcement may remind in the quiet hours too; empty: it may not. */
  overrideReason: string;
  /** The channel in which questions are asked. */
  channelId: string | null;
  audience: Audience;
};

/** `original`, or what the correction that made this version means for those who had confirmed. */
export type VersionKind = 'original' | 'editorial' | 'material';

export type Announcement = Content & {
  id: string;
  /** As 2026-118: what people say on the telephone. */
  number: string;
  version: number;
  versionKind: VersionKind;
  /** What the sender says has changed in this version. */
  versionNote: string;
  versionCreatedAt: number;
  /** A confirmation of an older version no longer counts. */
  asksFromVersion: number;
  status: Status;
  senderId: string;
  releasedAt: number | null;
  submittedAt: number | null;
  /** The sender has left, or may no longer publish: it waits for another publisher. */
  heldAt: number | null;
  withdrawnAt: number | null;
  withdrawalReason: string | null;
  createdAt: number;
  updatedAt: number;
  bodyHtml: string;
  translationsHtml: Partial<Record<Language, string>>;
  contentHash: string;
};

export const longestTitle = 200;
export const longestBody = 20_000;
const longestReason = 500;
const dayMs = 24 * 3600 * 1000;
export const openWithoutDeadlineMs = 30 * dayMs;
const furthestMs = 366 * dayMs;

export const formatNumber = (year: number, serial: number): string => `${year}-${serial}`;

function checkText(title: string, body: string): void {
  if (title.trim() === '') throw new Refusal('invalid', 'title-missing', { field: 'title' });
  if (title.length > longestTitle) {
    throw new Refusal('invalid', 'title-too-long', { field: 'title', params: { count: longestTitle } });
  }
  if (body.length > longestBody) {
    throw new Refusal('invalid', 'body-too-long', { field: 'body', params: { count: longestBody } });
  }
}

function checkTimes({ deadlineAt, releaseAt, expiresAt }: Content, now: number): void {
  const times = { deadlineAt, releaseAt, expiresAt };
  const reasons = { deadlineAt: 'deadline', releaseAt: 'release', expiresAt: 'expiry' };
  for (const field of ['deadlineAt', 'releaseAt', 'expiresAt'] as const) {
    const at = times[field];
    if (at === null) continue;
    if (at <= now) throw new Refusal('invalid', `${reasons[field]}-past`, { field });
    if (at > now + furthestMs) throw new Refusal('invalid', `${reasons[field]}-too-far`, { field });
  }
  if (releaseAt !== null && deadlineAt !== null && deadlineAt <= releaseAt)
    throw new Refusal('invalid', 'deadline-before-release', { field: 'deadlineAt' });
  const lastNeededAt = Math.max(deadlineAt ?? 0, releaseAt ?? 0);
  if (expiresAt !== null && expiresAt < lastNeededAt)
    throw new Refusal('invalid', 'expiry-too-early', { field: 'expiresAt' });
}

/** What even a draft must keep to. */
export function checkContent(content: Content, now: number): void {
  checkText(content.title, content.body);
  const used = new Set([content.language]);
  for (const { language, title, body } of content.translations) {
    if (used.has(language)) throw new Refusal('invalid', 'language-twice', { field: 'translations' });
    used.add(language);
    checkText(title, body);
  }
  checkTimes(content, now);
  checkReminders(content);
}

function checkReminders({ reminders, overrideReason }: Content): void {
  if (overrideReason.length > longestReason)
    throw new Refusal('invalid', 'reason-too-long', {
      field: 'overrideReason',
      params: { count: longestReason },
    });
  if (reminders === 'default') return;
  if (reminders.length > mostReminders)
    throw new Refusal('invalid', 'too-many-reminders', {
      field: 'reminders',
      params: { count: mostReminders },
    });
  if (reminders.some((time) => !reminderTime.test(time)))
    throw new Refusal('invalid', 'no-such-reminder', { field: 'reminders' });
}

/** Two windows on one draft: what the later one was shown must still stand there. */
export function checkUnchanged(announcement: Announcement, expectedUpdatedAt: number | null): void {
  if (expectedUpdatedAt === null || expectedUpdatedAt === announcement.updatedAt) return;
  const isReleased = announcement.releasedAt !== null;
  throw new Refusal('conflict', isReleased ? 'already-released' : 'draft-changed');
}

/** The sender saw a number on the button; more than one in a hundred may not have come or gone since. */
export function checkExpectedRecipients(expected: number | null, recipients: number): void {
  if (expected === null || Math.abs(recipients - expected) <= expected / 100) return;
  throw new Refusal('conflict', 'recipients-changed', {
    field: 'audience',
    params: { expected, recipients },
  });
}

export const isExpired = ({ expiresAt }: Pick<Announcement, 'expiresAt'>, now: number): boolean =>
  expiresAt !== null && expiresAt <= now;

/** While it is open, who joins an addressed team gets it too: until its deadline, or else for 30 days. */
export function isOpen(
  announcement: Pick<Announcement, 'status' | 'releasedAt' | 'deadlineAt' | 'expiresAt'>,
  now: number,
): boolean {
  const { status, releasedAt, deadlineAt } = announcement;
  if (status !== 'released' || releasedAt === null || isExpired(announcement, now)) return false;
  return now < (deadlineAt ?? releasedAt + openWithoutDeadlineMs);
}
