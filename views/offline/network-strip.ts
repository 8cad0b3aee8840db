const known = { isOffline: false, waiting: 0 };

/** In words, at the top of every page: that there is no connection, and how many confirmations wait for one. */
export function showOffline(isOffline: boolean): void {
  known.isOffline = isOffline;
  write();
}

export function showWaitingCount(waiting: number): void {
  known.waiting = waiting;
  write();
}

function write(): void {
  const { isOffline, waiting } = known;
  const strip = document.getElementById('network');
  const words = strip?.querySelector<HTMLElement>('[data-words]');
  if (!strip || !words) return;
  const { alone = '', offlineOne = '', offlineMore = '', one = '', more = '' } = words.dataset;
  const offline = waiting === 0 ? alone : waiting === 1 ? offlineOne : offlineMore;
  const text = isOffline ? offline : waiting === 0 ? '' : waiting === 1 ? one : more;
  const sentence = text.replace('%', String(waiting));
  // Written only when it changes: it is read out each time.
  if (words.textContent !== sentence) words.textContent = sentence;
  strip.dataset['network'] = text === '' ? 'quiet' : isOffline ? 'offline' : 'waiting';
}
