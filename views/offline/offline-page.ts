import { showTexts } from './text-page.ts';
import { onQueueNews } from './queue-news.ts';
import { lastPerson } from './last-person.ts';
import { paySignOut } from './leave-device.ts';
import { isSignOutOwed } from './owed-sign-out.ts';
import { canKeep, countWaiting } from './waiting-queue.ts';

const [soonMs, longestMs] = [5_000, 60_000];

let pauseMs = soonMs;
let timer: number | undefined;

/** The page that the browser keeps: says what waits, and gives way to what was asked for once that can be had. */
export async function startOfflinePage(page: HTMLElement): Promise<void> {
  document.getElementById('offline-again')?.addEventListener('click', () => void lookNow(page));
  for (const event of ['online', 'focus']) window.addEventListener(event, () => void lookAgain());
  // Not when the page itself was asked for, by its own address.
  if (location.pathname !== '/offline') timer = window.setTimeout(() => void lookLater(), soonMs);
  if (!canKeep()) return;
  onQueueNews(() => void showKept(page));
  await showKept(page);
}

async function showKept(page: HTMLElement): Promise<void> {
  showPart(page, '[data-signed-out]', await isSignOutOwed());
  const owner = await lastPerson();
  showCount(page, owner === undefined ? 0 : await countWaiting(owner));
  await showTexts(page, owner, () => void lookAgain());
}

function showCount(page: HTMLElement, waiting: number): void {
  const words = page.querySelector<HTMLElement>('[data-waiting] p');
  const { one = '', more = '' } = words?.dataset ?? {};
  if (words) words.textContent = waiting === 1 ? one : more.replace('%', String(waiting));
  showPart(page, '[data-waiting]', waiting > 0);
}

function showPart(page: HTMLElement, selector: string, isShown: boolean): void {
  const part = page.querySelector<HTMLElement>(selector);
  if (part) part.hidden = !isShown;
}

async function lookNow(page: HTMLElement): Promise<void> {
  showPart(page, '[data-still]', false);
  await lookAgain();
  showPart(page, '[data-still]', true);
}

async function lookLater(): Promise<void> {
  await lookAgain();
  pauseMs = Math.min(longestMs, pauseMs * 2);
  timer = window.setTimeout(() => void lookLater(), pauseMs * (0.5 + Math.random() / 2));
}

async function lookAgain(): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) return;
  if (canKeep() && (await isSignOutOwed())) {
    if (!(await paySignOut())) return;
    location.replace('/sign-in');
  } else location.reload();
  clearTimeout(timer);
}
