import { announce } from '../shared/announcer.ts';
import { leavePage } from './leave-page.ts';
import { tellAgainAfter } from './live-news.ts';
import { placeLiveParts } from './live-parts.ts';

const quietMs = 20_000;
const patienceMs = 20_000;

let timer: number | undefined;
let dueAt = Infinity;
let running = false;
let again = false;
let outdated = false;
let saidAt = 0;
let leftAt = -Infinity;

/** Notices when a form leads away. On the window: some forms are sent in the background by a listener on the document. */
export function watchLeaving(): void {
  window.addEventListener('submit', ({ defaultPrevented }) => {
    if (!defaultPrevented) leftAt = performance.now();
  });
}

/** Fetches this page again and replaces its live parts; calls that come close together make one fetch, the earliest. */
export function refresh({ afterMs = 0 }: { afterMs?: number } = {}): void {
  const wantedAt = performance.now() + afterMs;
  if (wantedAt >= dueAt) return;
  clearTimeout(timer);
  dueAt = wantedAt;
  timer = window.setTimeout(() => void run(), afterMs);
}

/** What is on its way was made before what has just been placed: it is fetched once more instead. */
export function outdateRefresh(): void {
  outdated = running;
}

async function run(): Promise<void> {
  dueAt = Infinity;
  if (running) {
    again = true;
    return;
  }
  running = true;
  outdated = false;
  try {
    await tellAgainAfter(fetchParts);
  } finally {
    running = false;
    if (again) refresh();
    again = false;
  }
}

async function fetchParts(): Promise<void> {
  const headers = { Accept: 'text/html', 'X-Live': '1' };
  const signal = AbortSignal.timeout(patienceMs);
  const answer = await fetch(location.href, { headers, cache: 'no-store', signal }).catch(() => null);
  if (!answer) return;
  if (answer.status === 404 && leavePage()) return;
  if (isElsewhere(answer) || answer.status === 403 || answer.status === 404) openAgain();
  else if (answer.ok) {
    // It may break off in the middle.
    const html = await answer.text().catch(() => null);
    if (outdated) again = true;
    else if (html !== null) place(new DOMParser().parseFromString(html, 'text/html'));
  }
}

function isElsewhere(answer: Response): boolean {
  return answer.redirected && new URL(answer.url).pathname !== location.pathname;
}

// Figures may move every second; a screen reader need not follow each step.
function place(answer: Document): void {
  const sayings = placeLiveParts(answer);
  if (sayings.length === 0 || Date.now() - saidAt < quietMs) return;
  saidAt = Date.now();
  announce(sayings.join(' '));
}

// Not reload(), which would offer to send a form again. Nor may the answer to a form be broken off that is on its way.
function openAgain(): void {
  if (performance.now() - leftAt < patienceMs) return;
  location.replace(location.pathname + location.search);
}
