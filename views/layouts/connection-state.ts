import { showOffline } from '../offline/network-strip.ts';

export type ConnectionState = 'live' | 'offline';

const blinkMs = 2000;

let socket: ConnectionState | undefined;
let timer: number | undefined;

/** Says whether this page hears of changes; a blink of the network is not worth a word. */
export function showConnection(state: ConnectionState): void {
  socket = state;
  clearTimeout(timer);
  timer = window.setTimeout(write, state === 'live' ? 0 : blinkMs);
}

/** The browser itself knows sooner, where it knows. */
export function watchNetwork(): void {
  for (const event of ['online', 'offline']) window.addEventListener(event, write);
  if (!navigator.onLine) write();
}

function write(): void {
  const state = navigator.onLine ? socket : 'offline';
  for (const part of document.querySelectorAll<HTMLElement>('[data-connection]'))
    part.hidden = part.dataset['connection'] !== state;
  showOffline(state === 'offline');
}
