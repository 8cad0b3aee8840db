import { keepPlace, part } from './conversation-place.ts';
import { firstUnseen, isAboveSight, isUnreadAbove } from './seen-messages.ts';

const way = document.querySelector<HTMLElement>('[data-first-unread]');
let read = 0;

/** Whoever went past something that is unread finds the way to it again. */
export function followWayUp(): void {
  way?.querySelector('a')?.addEventListener('click', (event) => {
    const row = firstUnseen(read);
    if (isUnreadAbove(read) || !row) return;
    event.preventDefault();
    row.scrollIntoView({ block: 'start' });
    row.focus({ preventScroll: true });
  });
}

export function showWayUp(upTo: number): void {
  read = upTo;
  if (!way) return;
  const isAbove = isUnreadAbove(read);
  const row = firstUnseen(read);
  const isShown = isAbove || (row !== undefined && isAboveSight(row));
  const words = part(way, 'way');
  if (words && !isAbove) words.textContent = words.dataset['plain'] ?? '';
  if (way.hidden === isShown) keepPlace(() => (way.hidden = !isShown));
}
