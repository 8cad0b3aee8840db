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
  path,
} from './conversation-place.ts';
import type { PostedMessage } from '../../server/live-events.ts';
import { rowOf, rows, seqOf } from './message-rows.ts';

let read = Number(fact('read'));
let sending = false;

/** One's own read marker goes up while the end of the conversation is in sight, and only then. */
export function followReading(): void {
  arrive();
  document.addEventListener('scroll', mark, { capture: true, passive: true });
  document.addEventListener('visibilitychange', mark);
  for (const event of ['focus', 'resize']) window.addEventListener(event, mark);
  onNews('connect', mark);
  onNews('channel:read', (event) => {
    if (event.channelId === channelId) read = Math.max(read, event.seq);
  });
  mark();
}

/** Where the reading goes on: at what is new, else at the end. */
function arrive(): void {
  if (location.hash !== '' && !['#end', '#new'].includes(location.hash)) return;
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
    document.getElementById('new')?.remove();
    const line = copyOf('new-template');
    const words = line?.querySelector('strong');
    words?.replaceChildren(words.textContent.replace('%', timeOf(Date.parse(first.postedAt))));
    if (line) row.before(line);
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
  conversation?.toggleAttribute('data-in-sight', isInSight());
  const last = seqOf(rows().at(-1));
  if (!isInSight() || last <= read || sending) return;
  sending = true;
  sendJson(`${path}/read`, { method: 'PUT', body: { seq: last } })
    .then(({ ok }) => {
      if (!ok) return;
      read = Math.max(read, last);
      tellNews('channel:read', { channelId, seq: read });
    })
    .catch(() => undefined)
    .finally(() => {
      sending = false;
      if (read >= last) mark();
    });
}
