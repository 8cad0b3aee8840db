import type { PostedMessage } from '../../server/live-events.ts';
import { onNews, tellNews } from '../layouts/live-news.ts';
import { pageFact } from '../shared/page-facts.ts';
import { figuresOf } from './chat-times.ts';
import { part } from './conversation-place.ts';

interface Card {
  unread: number;
  mentions: number;
  lastMessage: { seq: number; sender: PostedMessage['sender']; excerpt: string; postedAt: string } | null;
}

const longest = 120;
/** All who see the list ask when what stands in it has changed. */
const spreadMs = 2000;
const asking = new Set<string>();
/** As the server counts. */
const mostCounted = 100;

/** The list of channels says what was last said, and moves up whatever speaks. */
export function followRows(): void {
  onNews('message:posted', ({ channelId, message }) => {
    const row = rowOf(channelId);
    if (row) show(row, message);
    else tellNews('stale', null);
  });
  // What has been edited or deleted must not be read on here.
  onNews('message:changed', ({ channelId, seq }) => {
    const last = Number(rowOf(channelId)?.dataset['last']);
    if (seq === last) askSoon(channelId);
    else if (seq > last) tellNews('stale', null);
  });
  onNews('channel:cleared', ({ channelId }) => askSoon(channelId));
  onNews('channel:read', ({ channelId, seq }) => {
    const row = rowOf(channelId);
    if (row && seq >= Number(row.dataset['last'])) count(row, 0);
    else if (row) askSoon(channelId);
  });
}

const rowOf = (channelId: string) => document.querySelector<HTMLElement>(`[data-channel="${channelId}"]`);

function askSoon(channelId: string): void {
  if (asking.has(channelId)) return;
  asking.add(channelId);
  setTimeout(() => void ask(channelId), Math.random() * spreadMs);
}

async function ask(channelId: string): Promise<void> {
  asking.delete(channelId);
  const answer = await fetch(`/api/v1/channels/${channelId}`, { cache: 'no-store' }).catch(() => null);
  const row = rowOf(channelId);
  if (!answer?.ok || !row) return;
  const { unread, mentions, lastMessage } = (await answer.json()) as Card;
  if (lastMessage) say(row, lastMessage.sender, lastMessage.excerpt, lastMessage.postedAt);
  else for (const name of ['by', 'said', 'when']) part(row, name)?.replaceChildren();
  count(row, unread);
  const mentioned = part(row, 'mentioned');
  if (mentioned) mentioned.hidden = mentions === 0;
}

function show(row: HTMLElement, { seq, sender, html, postedAt, mentions, mentionsAll }: PostedMessage): void {
  if (seq <= Number(row.dataset['last'])) return;
  row.dataset['last'] = String(seq);
  const text = new DOMParser()
    .parseFromString(html, 'text/html')
    .body.textContent.replace(/\s+/g, ' ')
    .trim();
  say(row, sender, text.slice(0, longest), postedAt);
  const me = pageFact('person') ?? '';
  const isSeen = document.querySelector(
    `[data-conversation="${row.dataset['channel'] ?? ''}"][data-in-sight]`,
  );
  if (sender.id !== me && !isSeen) {
    count(row, Number(row.dataset['unread']) + 1);
    const mentioned = part(row, 'mentioned');
    if (mentioned && (mentionsAll || mentions.includes(me))) mentioned.hidden = false;
  }
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  if (row.previousElementSibling) row.parentElement?.prepend(row);
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

function say(row: HTMLElement, sender: PostedMessage['sender'], text: string, postedAt: string): void {
  const { you = '', says = '' } = row.closest<HTMLElement>('[data-says]')?.dataset ?? {};
  const first = sender.name.split(' ').find((each) => !each.endsWith('.')) ?? sender.name;
  const name = sender.id === pageFact('person') ? you : first;
  part(row, 'by')?.replaceChildren(says.replace('%', () => name));
  part(row, 'said')?.replaceChildren(text);
  if (part(row, 'when')?.getAttribute('datetime') === postedAt) return;
  part(row, 'when')?.replaceChildren(figuresOf(Date.parse(postedAt)));
  part(row, 'when')?.setAttribute('datetime', postedAt);
}

function count(row: HTMLElement, unread: number): void {
  row.dataset['unread'] = String(unread);
  const badge = row.querySelector<HTMLElement>('.unread');
  part(row, 'unread')?.replaceChildren(unread < mostCounted ? String(unread) : `${mostCounted - 1}+`);
  if (badge) badge.hidden = unread === 0;
  const mentioned = part(row, 'mentioned');
  if (mentioned && unread === 0) mentioned.hidden = true;
}
