import { onClick } from './on-click.ts';
import { readNotice } from './notice.ts';
import { renewSubscription } from './renew-subscription.ts';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', () => void self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A push that shows nothing costs the permission, so whatever arrives is shown.
self.addEventListener('push', (event) => {
  const { title, options } = readNotice(event.data?.text(), navigator.language);
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => event.waitUntil(onClick(event.notification)));

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renewSubscription(event)));

// No browser lets a script press on a notice; this is the handle by which a test does.
Object.assign(self, { onClick });
