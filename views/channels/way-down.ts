import { goToEnd, isAtEnd, log, part, scroller } from './conversation-place.ts';
import { rows, seqOf } from './message-rows.ts';
import { isBelowSight } from './seen-messages.ts';

const way = document.querySelector<HTMLElement>('[data-newest]');
let seen = 0;

/** Whoever has scrolled up finds the way down again, and sees when something has come there. */
export function followWayDown(): void {
  seen = lastSeq();
  document.addEventListener('scroll', showWayDown, { capture: true, passive: true });
  way?.querySelector('a')?.addEventListener('click', (event) => {
    event.preventDefault();
    const news = document.getElementById('new');
    if (news && isBelowSight(news)) news.scrollIntoView({ block: 'start' });
    else goToEnd();
    log?.focus({ preventScroll: true });
  });
  showWayDown();
}

export function showWayDown(): void {
  if (isAtEnd()) seen = lastSeq();
  const isNews = lastSeq() > seen;
  const { scrollHeight, scrollTop, clientHeight } = scroller();
  const isFar = scrollHeight - scrollTop - clientHeight > clientHeight;
  const words = part(way, 'way');
  if (!way || !words) return;
  way.hidden = !isNews && !isFar;
  words.textContent = (isNews ? words.dataset['new'] : words.dataset['old']) ?? '';
}

const lastSeq = (): number => seqOf(rows().at(-1));
