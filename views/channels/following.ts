import type { PostedMessage } from '../../server/live-events.ts';
import { leavePage } from '../layouts/leave-page.ts';
import { onNews } from '../layouts/live-news.ts';
import { channelId, fact, isElsewhere, keepPlace, path } from './conversation-place.ts';
import { forgetMembers, isCrowd } from './members.ts';
import { clearBefore, placeMessage, rowOf, rows, seqOf } from './message-rows.ts';

interface Changes {
  items: PostedMessage[];
  next: string | number | null;
  revision: number;
  firstSeq: number;
}

/** Thousands would ask for the same change at the same moment. */
const spreadMs = 5000;
const patienceMs = 20_000;

let known = Number(fact('revision'));
/** Where more have changed at once than fit on a page: from where on the rest of them comes. */
let rest: string | null = null;
let running = false;
let again = false;
let onShown: (messages: PostedMessage[]) => void = () => undefined;

/** Shows what is said and changed, by the event where nothing lies between, else by what changed since. */
export function follow(shown: (messages: PostedMessage[]) => void): void {
  onShown = shown;
  onNews('message:posted', (event) => {
    if (event.channelId !== channelId || event.message.revision <= known) return;
    if (event.message.revision !== known + 1) {
      void catchUp();
      return;
    }
    known = event.message.revision;
    show([event.message]);
  });
  onNews('message:changed', (event) => {
    if (event.channelId === channelId && event.revision > known)
      setTimeout(() => void catchUp(), isCrowd() ? Math.random() * spreadMs : 0);
  });
  onNews('channel:cleared', (event) => {
    if (event.channelId === channelId) clear(event.beforeSeq);
  });
  onNews('connect', () => {
    forgetMembers();
    void catchUp();
  });
}

/** All that has been said, edited and deleted since this page knew; what fails is tried again. */
export async function catchUp(): Promise<void> {
  again = running;
  if (running) return;
  running = true;
  const isWhole = await fetchChanges().catch(() => false);
  running = false;
  if (again) void catchUp();
  // Without a network the next connection catches up.
  else if (!isWhole && navigator.onLine) setTimeout(() => void catchUp(), (1 + Math.random()) * spreadMs);
}

/** Answers whether it has got to the end of them. */
async function fetchChanges(): Promise<boolean> {
  for (;;) {
    const signal = AbortSignal.timeout(patienceMs);
    const address = `${path}/changes?since=${rest ?? known}&limit=100`;
    const answer = await fetch(address, { cache: 'no-store', signal });
    if (answer.status === 404) leavePage();
    if (!answer.ok) return answer.status === 404;
    const { items, next, revision, firstSeq } = (await answer.json()) as Changes;
    show(items);
    clear(firstSeq);
    rest = typeof next === 'string' ? next : null;
    if (rest === null) known = Math.max(known, Number(next ?? revision));
    if (next === null) return true;
  }
}

/** What the server has answered to a message of one's own. */
export function showOwn(message: PostedMessage): void {
  if (message.revision === known + 1) known = message.revision;
  show([message]);
}

function show(messages: PostedMessage[]): void {
  const shown = messages.filter(({ seq }) => rowOf(seq) !== null || follows(seq));
  if (shown.length === 0) return;
  keepPlace(() => shown.forEach(placeMessage));
  document.querySelector('[data-empty]')?.remove();
  onShown(shown);
}

/** Older ones that are not on the page are found there by going back. */
function follows(seq: number): boolean {
  const [first, last] = [rows()[0], rows().at(-1)];
  if (isElsewhere) return seq < seqOf(last) && seq > seqOf(first);
  return first === undefined || seq > seqOf(first);
}

function clear(beforeSeq: number): void {
  keepPlace(() => clearBefore(beforeSeq));
}
