import type { PostedMessage } from '../../server/live-events.ts';
import { isAtEnd, keepPlace, path, scroller } from './conversation-place.ts';
import { placeMessage, rows, seqOf } from './message-rows.ts';

const limit = 50;
const nearPx = 300;
let loading = false;

/** Who scrolls up finds what was said before, without losing his place. */
export function followOlder(): void {
  const way = document.querySelector<HTMLElement>('[data-older]');
  way?.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('a')) return;
    event.preventDefault();
    void load(way);
  });
  document.addEventListener(
    'scroll',
    () => {
      if (way?.querySelector('a') && scroller().scrollTop < nearPx && !isAtEnd()) void load(way);
    },
    { capture: true, passive: true },
  );
}

async function load(way: HTMLElement): Promise<void> {
  if (loading) return;
  loading = true;
  const before = seqOf(rows()[0]);
  const answer = await fetch(`${path}/messages?before=${before}&limit=${limit}`).catch(() => null);
  const page = answer?.ok
    ? ((await answer.json().catch(() => null)) as { items: PostedMessage[] } | null)
    : null;
  if (page) {
    const { items } = page;
    keepPlace(() => {
      items.toSorted((a, b) => a.seq - b.seq).forEach(placeMessage);
      if (items.length < limit) way.replaceChildren();
    });
  }
  loading = false;
}
