import type { ServerToClientEvents } from '../../server/live-events.ts';

type Told = { [Name in keyof ServerToClientEvents]: Parameters<ServerToClientEvents[Name]>[0] };

/** What the scripts of one page tell each other: the events of the live connection, and what follows from them. */
interface News extends Told {
  connect: null;
  'channel:writing': { channelId: string };
  stale: null;
}

export function tellNews<Name extends keyof News>(name: Name, news: News[Name]): void {
  document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: news }));
}

export function onNews<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void): void {
  document.addEventListener(`live:${name}`, (event) => listener((event as CustomEvent<News[Name]>).detail));
}
