import type { PostedMessage } from '../../server/live-events.ts';
import { copyOf, list, part, path, word } from './conversation-place.ts';

const longest = 160;

/** What a reply refers to, as it stands now: never what has been edited or deleted since. */
export function fillQuote(row: HTMLElement, { seq, replyToSeq, deletedAt }: PostedMessage): void {
  if (replyToSeq === null || deletedAt !== null) part(row, 'quote')?.remove();
  else void quote(row, replyToSeq);
  for (const reply of list?.querySelectorAll<HTMLElement>(`[data-reply="${seq}"]`) ?? [])
    void quote(reply, seq);
  if (aboutSeq() === seq) showAtField(saidHere(seq));
}

/** What stood below is deleted for good: what refers to it says so. */
export function forgetQuotes(before: number): void {
  for (const reply of list?.querySelectorAll<HTMLElement>('[data-reply]') ?? []) {
    const seq = Number(reply.dataset['reply']);
    if (seq > 0 && seq < before) show(reply, undefined);
  }
  if (aboutSeq() > 0 && aboutSeq() < before) showAtField(undefined);
}

/** What one is about to answer or to edit stands where one writes, too. */
const about = () => document.querySelector<HTMLElement>('[data-about]');

const aboutSeq = (): number => Number(about()?.dataset['about']);

const showAtField = (said: Said | undefined): void =>
  part(about(), 'quoted')?.replaceChildren(said?.text ?? word('gone'));

/** Also of a message that does not stand on this page; undefined where there is none. */
export const saidAnywhere = async (seq: number): Promise<Said | undefined> =>
  saidHere(seq) ?? (await ask(seq));

const quote = async (row: HTMLElement, seq: number): Promise<void> => show(row, await saidAnywhere(seq));

function show(row: HTMLElement, said: Said | undefined): void {
  const place = part(row, 'quote') ?? part(copyOf('message-template'), 'quote');
  if (!place) return;
  place.hidden = false;
  place.querySelector('strong')?.replaceChildren(said?.name ?? '');
  place.querySelector('span')?.replaceChildren(said?.text ?? word('gone'));
  row.querySelector('.bubble')?.prepend(place);
}

export interface Said {
  name: string;
  text: string;
}

/** Of a message that stands on this page; undefined when it does not. */
export function saidHere(seq: number): Said | undefined {
  const row = document.getElementById(`message-${seq}`);
  if (!row || row.matches('.message-deleted')) return undefined;
  const [name, text] = [part(row, 'sender')?.textContent ?? '', part(row, 'text')?.textContent ?? ''];
  return { name, text: shorten(text) };
}

async function ask(seq: number): Promise<Said | undefined> {
  if (document.getElementById(`message-${seq}`)) return undefined;
  const answer = await fetch(`${path}/messages?after=${seq - 1}&limit=1`).catch(() => null);
  if (!answer?.ok) return undefined;
  const { items } = (await answer.json()) as { items: PostedMessage[] };
  const message = items.find((each) => each.seq === seq && each.deletedAt === null);
  if (!message) return undefined;
  const { body } = new DOMParser().parseFromString(message.html, 'text/html');
  return { name: message.sender.name, text: shorten(body.textContent) };
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)} …` : line;
}
