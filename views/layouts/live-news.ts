import type { ServerToClientEvents } from '../../server/live-events.ts';

type Told = { [Name in keyof ServerToClientEvents]: Parameters<ServerToClientEvents[Name]>[0] };

/** What the scripts of one page tell each other: the events of the live connection, and what follows from them. */
interface News extends Told {
  connect: null;
  'channel:writing': { channelId: string };
  stale: null;
}

type Heard = 'message:posted' | 'message:changed' | 'channel:cleared' | 'channel:read';

let heard: (() => void)[] | undefined;

/** Tells what came from the server; again, when a page is placed meanwhile that was made before it happened. */
export function passOn<Name extends Heard>(name: Name, news: News[Name]): void {
  tellNews(name, news);
  heard?.push(() => tellNews(name, news));
}

/** All who listen take what they know already for nothing new. */
export async function tellAgainAfter(placing: () => Promise<void>): Promise<void> {
  const meanwhile: (() => void)[] = [];
  heard = meanwhile;
  try {
    await placing();
  } finally {
    heard = undefined;
    meanwhile.forEach((tell) => tell());
  }
}

export function tellNews<Name extends keyof News>(name: Name, news: News[Name]): void {
  document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: news }));
}

export function onNews<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void): void {
  document.addEventListener(`live:${name}`, (event) => listener((event as CustomEvent<News[Name]>).detail));
}
