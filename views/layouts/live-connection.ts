import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '../../server/live-events.ts';
import { sendNow } from '../offline/waiting-page.ts';
import { showConnection } from './connection-state.ts';
import { onNews, passOn, tellNews } from './live-news.ts';
import { refresh } from './refresh.ts';

type Live = Socket<ServerToClientEvents, ClientToServerEvents>;
const second = 1000;
/** Pages are opened, and networks lost, by each alone; a server that stops is lost by all at once. */
const aloneMs = second;
const togetherMs = 5 * second;

/** Returns how to let go of the connection. */
export function connectLive(): () => void {
  const socket: Live = io({ transports: ['websocket', 'polling'], tryAllTransports: true });
  followEvents(socket);
  keepConnected(socket);
  return () => void socket.close();
}

function followEvents(socket: Live): void {
  const spread = (event: object) => refreshWithin(jitterOf(event));
  socket.on('announcement:released', spread);
  socket.on('announcement:changed', spread);
  socket.on('membership:changed', spread);
  socket.on('channel:changed', () => refreshWithin(togetherMs));
  passOnChannels(socket);
  onNews('stale', () => refreshWithin(togetherMs));
  socket.on('session:ended', () => location.assign('/sign-in'));
  const counted = ({ announcementId }: { announcementId: string }) => {
    if (announcementId === followedId()) refresh({ afterMs: second });
  };
  socket.on('acknowledgement:counted', counted);
  socket.on('delivery:counted', counted);
}

/** To the scripts that show channels. */
function passOnChannels(socket: Live): void {
  socket.on('message:posted', (event) => passOn('message:posted', event));
  socket.on('message:changed', (event) => passOn('message:changed', event));
  socket.on('channel:cleared', (event) => passOn('channel:cleared', event));
  socket.on('channel:typing', (event) => tellNews('channel:typing', event));
  socket.on('channel:read', (event) => passOn('channel:read', event));
  onNews('channel:writing', (request) => socket.emit('channel:typing', request, () => undefined));
}

function keepConnected(socket: Live): void {
  let known = false;
  let spreadMs = aloneMs;
  socket.on('connect', () => {
    showConnection('live');
    follow(socket);
    sendNow();
    tellNews('connect', null);
    // What happened after the page was made, or while there was no connection, was told to nobody here.
    if (known || hasLiveParts()) refreshWithin(spreadMs);
    known = true;
  });
  socket.on('disconnect', (reason) => {
    showConnection('offline');
    spreadMs = navigator.onLine ? togetherMs : aloneMs;
    if (reason === 'io server disconnect') reconnectLater(socket);
  });
  socket.on('connect_error', () => {
    showConnection('offline');
    // Refused rather than unreachable: the page itself tells whether the session has ended.
    if (!socket.active) {
      refreshWithin(togetherMs);
      reconnectLater(socket);
    }
  });
  window.addEventListener('online', () => socket.connect());
}

function follow(socket: Live): void {
  const announcementId = followedId();
  if (announcementId) socket.emit('progress:follow', { announcementId }, () => undefined);
}

function followedId(): string | undefined {
  return document.querySelector<HTMLElement>('[data-follow]')?.dataset['follow'];
}

/** A page that answers a form has none: under the form's address a refresh would find another page, or nothing. */
function hasLiveParts(): boolean {
  return document.querySelector('main [data-live]') !== null;
}

function refreshWithin(spreadMs: number): void {
  refresh({ afterMs: Math.random() * spreadMs });
}

function jitterOf(event: object): number {
  return 'jitterMs' in event ? Number(event.jitterMs) || 0 : 0;
}

function reconnectLater(socket: Live): void {
  setTimeout(() => socket.connect(), (2 + Math.random() * 8) * second);
}
