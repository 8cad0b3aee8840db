import type { PostedMessage } from '../../server/live-events.ts';
import { onNews, tellNews } from '../layouts/live-news.ts';
import { pageFact } from '../shared/page-facts.ts';
import { figuresOf } from './chat-times.ts';
import { part } from './conversation-place.ts';

const longest = 120;

/** The list of channels says what was last said, and moves up whatever speaks. */
export function followRows(): void {
  onNews('message:posted', ({ channelId, message }) => {
    const row = rowOf(channelId);
    if (row) show(row, message);
    else tellNews('stale', null);
  });
  // What has been edited or deleted must not be read on here.
  onNews('message:changed', ({ channelId, seq }) => {
    const row = rowOf(channelId);
    if (Number(row?.dataset['last']) !== seq) return;
    if (row) part(row, 'said')?.replaceChildren('…');
    tellNews('stale', null);
  });
  onNews('channel:cleared', () => tellNews('stale', null));
  onNews('channel:read', ({ channelId, seq }) => {
    const row = rowOf(channelId);
    if (row && seq >= Number(row.dataset['last'])) count(row, 0);
  });
}

const rowOf = (channelId: string) => document.querySelector<HTMLElement>(`[data-channel="${channelId}"]`);

function show(row: HTMLElement, { seq, sender, html, postedAt, mentions, mentionsAll }: PostedMessage): void {
  if (seq <= Number(row.dataset['last'])) return;
  row.dataset['last'] = String(seq);
  const me = pageFact('person') ?? '';
  const isOwn = sender.id === me;
  const { you = '', says = '' } = row.closest<HTMLElement>('[data-says]')?.dataset ?? {};
  const name = isOwn ? you : (sender.name.split(' ').find((each) => !each.endsWith('.')) ?? sender.name);
  const text = new DOMParser()
    .parseFromString(html, 'text/html')
    .body.textContent.replace(/\s+/g, ' ')
    .trim();
  part(row, 'by')?.replaceChildren(says.replace('%', () => name));
  part(row, 'said')?.replaceChildren(text.slice(0, longest));
  part(row, 'when')?.replaceChildren(figuresOf(Date.parse(postedAt)));
  part(row, 'when')?.setAttribute('datetime', postedAt);
  const isSeen = document.querySelector(
    `[data-conversation="${row.dataset['channel'] ?? ''}"][data-in-sight]`,
  );
  if (!isOwn && !isSeen) {
    count(row, Number(row.dataset['unread']) + 1);
    const mentioned = part(row, 'mentioned');
    if (mentioned && (mentionsAll || mentions.includes(me))) mentioned.hidden = false;
  }
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  if (row.previousElementSibling) row.parentElement?.prepend(row);
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

function count(row: HTMLElement, unread: number): void {
  row.dataset['unread'] = String(unread);
  const badge = row.querySelector<HTMLElement>('.unread');
  part(row, 'unread')?.replaceChildren(String(unread));
  if (badge) badge.hidden = unread === 0;
  const mentioned = part(row, 'mentioned');
  if (mentioned && unread === 0) mentioned.hidden = true;
}
