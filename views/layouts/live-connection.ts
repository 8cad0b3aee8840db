import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../server/live-events.ts';
import { showConnection } from './connection-state.ts';
import { refresh } from './refresh.ts';

type Live = Socket<ServerToClientEvents, ClientToServerEvents>;
const second = 1000;

export function connectLive(): void {
  const socket: Live = io({ transports: ['websocket', 'polling'], tryAllTransports: true });
  followEvents(socket);
  keepConnected(socket);
  leaveOnSignOut(socket);
}

function followEvents(socket: Live): void {
  const spread = (event: object) => refresh({ afterMs: Math.random() * jitterOf(event) });
  socket.on('announcement:released', spread);
  socket.on('announcement:changed', spread);
  socket.on('membership:changed', spread);
  socket.on('session:ended', () => location.assign('/sign-in'));
  socket.on('acknowledgement:counted', ({ announcementId }) => {
    if (announcementId === followedId()) refresh({ afterMs: second });
  });
}

function keepConnected(socket: Live): void {
  let known = false;
  socket.on('connect', () => {
    showConnection('live');
    follow(socket);
    // A page that took long to connect may already have missed something, like one that lost its connection.
    if (known || performance.now() > 5 * second) refresh();
    known = true;
  });
  socket.on('disconnect', (reason) => {
    showConnection('offline');
    if (reason === 'io server disconnect') reconnectLater(socket);
  });
  socket.on('connect_error', () => {
    showConnection('offline');
    // Refused rather than unreachable: the page itself tells whether the session has ended.
    if (!socket.active) {
      refresh();
      reconnectLater(socket);
    }
  });
  window.addEventListener('online', () => socket.connect());
}

// To be told of the end by the socket would break off the sign-out itself, whose answer clears what the browser keeps.
function leaveOnSignOut(socket: Live): void {
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out') socket.close();
  });
}

function follow(socket: Live): void {
  const announcementId = followedId();
  if (announcementId) socket.emit('progress:follow', { announcementId }, () => undefined);
}

function followedId(): string | undefined {
  return document.querySelector<HTMLElement>('[data-follow]')?.dataset['follow'];
}

function jitterOf(event: object): number {
  return 'jitterMs' in event ? Number(event.jitterMs) || 0 : 0;
}

function reconnectLater(socket: Live): void {
  setTimeout(() => socket.connect(), (2 + Math.random() * 8) * second);
}
