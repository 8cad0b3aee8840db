import { conversation, fact, isAtEnd, log, scroller, slackPx } from './conversation-place.ts';
import { rows, seqOf } from './message-rows.ts';

const seen = new Set<number>();

/** Remembers which messages after this one are in sight to their end. */
export function look(read: number): void {
  const { top, bottom } = sight();
  for (const row of rows()) {
    const seq = seqOf(row);
    if (seq <= read || seen.has(seq)) continue;
    const edges = row.getBoundingClientRect();
    if (edges.bottom > top && edges.bottom <= bottom) seen.add(seq);
  }
}

/** Up to which message nothing that is unread has not been in sight. */
export function seenTo(read: number): number {
  if (isUnreadAbove(read)) return read;
  const unseen = firstUnseen(read);
  const before = rows().findLast((row) => !unseen || seqOf(row) < seqOf(unseen));
  return Math.max(read, seqOf(before));
}

/** The first that is unread and has not been in sight, of those on the page. */
export const firstUnseen = (read: number): HTMLElement | undefined =>
  rows().find((row) => seqOf(row) > read && isUnseen(row));

/** Something that is unread stands above what this page has of the conversation. */
export function isUnreadAbove(read: number): boolean {
  if (conversation?.dataset['unreadAbove'] === undefined) return false;
  return document.querySelector('[data-older] a') !== null && seqOf(rows()[0]) > read + 1;
}

export const isAboveSight = (row: Element): boolean => row.getBoundingClientRect().bottom <= sight().top;

export const isBelowSight = (row: Element): boolean => row.getBoundingClientRect().top >= sight().bottom;

const isUnseen = (row: HTMLElement): boolean =>
  !seen.has(seqOf(row)) &&
  row.dataset['sender'] !== fact('person') &&
  !row.classList.contains('message-deleted');

function sight(): { top: number; bottom: number } {
  const slack = isAtEnd() ? slackPx : 0;
  if (!log || scroller() !== log) return { top: 0, bottom: innerHeight + slack };
  const { top, bottom } = log.getBoundingClientRect();
  const covered = document.querySelector('[data-first-unread]:not([hidden])')?.getBoundingClientRect().bottom;
  return { top: Math.max(top, covered ?? top), bottom: bottom + slack };
}
