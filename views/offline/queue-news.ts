export type QueueNews = 'kept' | 'settled' | 'read' | 'texts';

const name = 'umlauf-queue';

/** Tells every page of this browser, the present one too, what has happened to what waits here. */
export function tellQueue(news: QueueNews): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(news);
  channel.close();
}

export function onQueueNews(listener: (news: QueueNews) => void): void {
  new BroadcastChannel(name).addEventListener('message', ({ data }: MessageEvent<QueueNews>) =>
    listener(data),
  );
}
