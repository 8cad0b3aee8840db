import type { PostedMessage } from '../../server/live-events.ts';
import { dayKey, dayTitle, figuresOf } from './chat-times.ts';
import { channelId, copyOf, fact, list, log, part, word } from './conversation-place.ts';
import { fillQuote, forgetQuotes } from './quotes.ts';
import { fillReactions } from './reactions.ts';

export const rowOf = (seq: number): HTMLElement | null => document.getElementById(`message-${seq}`);

/** The messages of the server that stand here, in their order. */
export const rows = (): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('.message[data-seq]') ?? []),
];

export const seqOf = (row: Element | undefined): number => Number(row?.getAttribute('data-seq') ?? 0);

const timeIn = (row: Element): number => Date.parse(row.querySelector('time')?.dateTime ?? '');

/** Shows a message as it is now, in its place; an older state of it changes nothing. */
export function placeMessage(message: PostedMessage): void {
  document.querySelector(`[data-pending][data-id="${CSS.escape(message.clientMessageId)}"]`)?.remove();
  const known = rowOf(message.seq);
  if (known && Number(known.dataset['revision']) >= message.revision) return;
  const row = known ?? copyOf('message-template');
  if (!row) return;
  fill(row, message);
  if (known) return;
  const next = rows().find((each) => seqOf(each) > message.seq) ?? list?.querySelector('[data-pending]');
  list?.insertBefore(row, leadOf(next ?? null));
  settleDays();
}

/** A day and what is new are said before their message. */
function leadOf(row: Element | null): Element | null {
  const before = row?.previousElementSibling;
  return before?.matches('.day-line, .new-line') ? leadOf(before) : row;
}

function fill(row: HTMLElement, message: PostedMessage): void {
  const { seq, revision, sender, html, postedAt, editedAt, deletedAt, mentions, mentionsAll } = message;
  const isOwn = sender.id === fact('person');
  const isDeleted = deletedAt !== null;
  const isForMe = !isOwn && !isDeleted && (mentionsAll || mentions.includes(fact('person')));
  const state = `${editedAt ?? ''}${deletedAt ?? ''}`;
  const isSaidAnew = row.dataset['state'] !== state || row.id === 'message-0';
  row.id = `message-${seq}`;
  Object.assign(row.dataset, { seq, revision, sender: sender.id, state, reply: message.replyToSeq ?? '' });
  row.classList.toggle('message-own', isOwn);
  row.classList.toggle('message-deleted', isDeleted);
  row.classList.toggle('message-mentions', isForMe);
  part(row, 'sender')?.replaceChildren(sender.name);
  part(row, 'sender')?.classList.toggle('visually-hidden', isOwn);
  const time = row.querySelector('time');
  if (time) Object.assign(time, { dateTime: postedAt, textContent: figuresOf(Date.parse(postedAt)) });
  show(row, 'edited', editedAt !== null && !isDeleted);
  show(row, 'mentioned', isForMe);
  if (isSaidAnew) write(row, isDeleted ? null : html);
  fillQuote(row, message);
  fillReactions(row, message);
  const more = row.querySelector<HTMLAnchorElement>('.message-more');
  if (more) {
    more.href = `/channels/${channelId}?message=${seq}#message-${seq}`;
    more.hidden = isDeleted;
  }
  if (isDeleted && dropActions(row)) row.focus({ preventScroll: true });
}

/** Answers whether the focus was there. */
function dropActions(row: HTMLElement): boolean {
  const panel = row.nextElementSibling;
  if (!panel?.matches('.message-actions')) return false;
  const hadFocus = panel.contains(document.activeElement);
  panel.remove();
  return hadFocus;
}

function show(row: HTMLElement, name: string, isShown: boolean): void {
  const known = part(row, name);
  const fresh = known ?? (isShown ? part(copyOf('message-template'), name) : null);
  if (!fresh) return;
  fresh.hidden = !isShown;
  if (!known) row.querySelector('.message-head')?.append(fresh);
}

/** Null once it is deleted: nothing of what it said stays on the page. */
function write(row: HTMLElement, html: string | null): void {
  const place = part(row, 'text');
  const text = document.createElement(html === null ? 'p' : 'div');
  text.dataset['part'] = 'text';
  text.className = html === null ? 'said-nothing' : 'message-text';
  if (html === null) text.textContent = word('deleted');
  else text.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  place?.replaceWith(text);
}

/** Each day is said once, before its first message. */
export function settleDays(): void {
  let last = '';
  let line: HTMLElement | null = null;
  for (const child of [...(list?.children ?? [])]) {
    if (!(child instanceof HTMLElement) || child.matches('.new-line, .message-actions')) continue;
    if (child.matches('.day-line')) {
      line?.remove();
      line = child;
      continue;
    }
    const key = dayKey(timeIn(child) || Date.now());
    if (key === last) line?.remove();
    else if (line?.dataset['day'] === key) sayDay(line, timeIn(child));
    else list?.insertBefore(dayLine(timeIn(child), key), leadOf(child));
    last = key;
    line = null;
  }
  line?.remove();
}

function dayLine(ms: number, key: string): HTMLElement {
  const line = copyOf('day-template') ?? document.createElement('h2');
  line.dataset['day'] = key;
  sayDay(line, ms);
  return line;
}

/** On a page that is left open overnight what was today is yesterday; what is older than that keeps its name. */
function sayDay(line: HTMLElement, ms: number): void {
  const { today = '', yesterday = '' } = copyOf('day-template')?.dataset ?? {};
  const words = line.querySelector('span');
  const title = dayTitle(ms || Date.now(), { today, yesterday });
  if ([today, yesterday].includes(words?.textContent ?? '') && words?.textContent !== title)
    words?.replaceChildren(title);
}

/** What stood below is deleted for good. */
export function clearBefore(seq: number): void {
  for (const row of rows()) {
    if (seqOf(row) >= seq) continue;
    const hadFocus = dropActions(row) || row.contains(document.activeElement);
    row.remove();
    if (hadFocus) log?.focus({ preventScroll: true });
  }
  forgetQuotes(seq);
  settleDays();
}
