export type ConnectionState = 'live' | 'offline';

let timer: number | undefined;

/** Says whether this page hears of changes; a blink of the network is not worth a word. */
export function showConnection(state: ConnectionState): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => write(state), state === 'live' ? 0 : 2000);
}

function write(state: ConnectionState): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-connection]')) {
    part.hidden = part.dataset['connection'] !== state;
  }
}
