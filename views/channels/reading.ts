import { onNews, tellNews } from '../layouts/live-news.ts';
import { sendJson } from '../shared/send-json.ts';
import { timeOf } from './chat-times.ts';
import {
  channelId,
  conversation,
  copyOf,
  fact,
  goToEnd,
  isAtEnd,
  isElsewhere,
  keepPlace,
  log,
  path,
} from './conversation-place.ts';
import type { PostedMessage } from '../../server/live-events.ts';
import { rowOf, rows, seqOf } from './message-rows.ts';
import { look, seenTo } from './seen-messages.ts';
import { followWayUp, showWayUp } from './way-up.ts';

/** Whoever scrolls through much does not tell of every line. */
const restMs = 300;

let read = Number(fact('read'));
/** The end, when it was in sight last, and what of it the server knows. */
let [shown, told] = [read, read];
let sending = false;
let sentTo = read;

/** One's own read marker goes up over what has been in sight, and over nothing else. */
export function followReading(): void {
  arrive();
  followWayUp();
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-mark-read]');
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    void markAll(button);
  });
  document.addEventListener('scroll', mark, { capture: true, passive: true });
  document.addEventListener('visibilitychange', mark);
  for (const event of ['focus', 'resize']) window.addEventListener(event, mark);
  if (log) new ResizeObserver(mark).observe(log);
  onNews('connect', mark);
  onNews('channel:read', (event) => {
    if (event.channelId !== channelId) return;
    read = Math.max(read, event.seq);
    mark();
  });
  mark();
}

/** Where the reading goes on: at what is new, else at the end. */
function arrive(): void {
  if (location.hash !== '' && !['#end', '#new'].includes(location.hash)) {
    // The browser goes there by itself, but later: what stood here until then has not been read.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
    return;
  }
  const news = document.getElementById('new');
  if (news) news.scrollIntoView({ block: 'start' });
  else if (!isElsewhere) goToEnd();
  history.replaceState(history.state, '', location.pathname + location.search);
}

/** Before the first that comes while nobody looks stands that it is new. */
export function markNews(messages: PostedMessage[]): void {
  const [first] = messages.filter(({ seq, sender }) => seq > read && sender.id !== fact('person'));
  const row = first && rowOf(first.seq);
  if (row && !isInSight() && !isNewSaid()) {
    const line = copyOf('new-template');
    const words = line?.querySelector('strong');
    words?.replaceChildren(words.textContent.replace('%', timeOf(Date.parse(first.postedAt))));
    keepPlace(() => {
      document.getElementById('new')?.remove();
      if (line) row.before(line);
    });
  }
  mark();
}

/** What stands below the line is unread still. */
function isNewSaid(): boolean {
  const next = document.querySelector('#new ~ .message');
  return next !== null && seqOf(next) > read;
}

const isInSight = (): boolean => document.visibilityState === 'visible' && !isElsewhere && isAtEnd();

function mark(): void {
  if (document.visibilityState === 'visible') look(read);
  const [to, end] = [seenTo(read), seqOf(rows().at(-1))];
  const isEndSeen = isInSight();
  conversation?.toggleAttribute('data-in-sight', isEndSeen && to >= end);
  showWayUp(to);
  if (isEndSeen) shown = Math.max(shown, end);
  // Whoever leaves the page will not come to the next time.
  const isLast = document.visibilityState === 'hidden' && to > sentTo;
  if (isLast || (!sending && (to > read || shown > told))) void raise(to);
}

/** The marker to this message, and what was in sight last, of which nothing is pushed. */
async function raise(to: number): Promise<void> {
  sending = true;
  sentTo = Math.max(sentTo, to);
  const seen = Math.max(to, shown);
  const request = sendJson(`${path}/read`, { method: 'PUT', body: { seq: to, seen }, keepalive: true });
  const answer = await request.catch(() => null);
  if (answer?.ok) {
    [read, told] = [Math.max(read, to), seen];
    const isAll = !isElsewhere && read >= seqOf(rows().at(-1));
    tellNews('channel:read', { channelId, seq: read, isAll });
  } else sentTo = read;
  setTimeout(() => {
    sending = false;
    if (answer?.ok) mark();
  }, restMs);
}

/** What one says that one has read need not have been in sight. */
async function markAll(button: HTMLButtonElement): Promise<void> {
  await raise(Math.max(Number(button.value), seqOf(rows().at(-1))));
  mark();
}
