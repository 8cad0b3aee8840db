import { dropOldTexts } from '../offline/kept-texts.ts';
import { sendWaiting } from '../offline/send-waiting.ts';
import { dropOutdated } from '../offline/waiting-queue.ts';
import { answerNavigation } from './answer-navigation.ts';
import { onClick } from './on-click.ts';
import type { Notice } from './notice.ts';
import { answerAsset, isKeptAsset, keepOfflinePage, type Wanted } from './offline-page.ts';
import { renewSubscription } from './renew-subscription.ts';
import { type DeclarativePushEvent, takePush } from './take-push.ts';

declare const self: ServiceWorkerGlobalScope;

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePage(navigator.language).catch(() => undefined));
  void self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), self.registration.navigationPreload.enable()]));
  event.waitUntil(dropOutdated(Date.now()).catch(() => undefined));
  event.waitUntil(dropOldTexts(Date.now()).catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(answerNavigation(event));
  else if (isKeptAsset(request)) event.respondWith(answerAsset(request));
});

self.addEventListener('message', (event) => {
  const { language, release } = event.data as Wanted;
  event.waitUntil(keepOfflinePage(language, release).catch(() => undefined));
});

// Asked for by a page that could not send; refused, the browser asks again later.
self.addEventListener('sync', (event) => {
  (event as SyncEvent).waitUntil(
    sendWaiting().then((outcome) => {
      if (outcome === 'still-waits') throw new Error('Something still waits');
    }),
  );
});

// A push that shows nothing costs the permission, so whatever arrives is shown.
self.addEventListener('push', (event) => {
  event.waitUntil(takePush(event as DeclarativePushEvent).then(show));
  // What comes in shows that something can go out.
  event.waitUntil(sendWaiting().catch(() => undefined));
});

self.addEventListener('notificationclick', (event) => event.waitUntil(onClick(event.notification)));

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewSubscription(event)));

function show({ title, options }: Notice): Promise<void> {
  return self.registration.showNotification(title, options);
}

// No browser lets a script press on a notice; this is the handle by which a test does.
Object.assign(self, { onClick });
