import type { UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { showAnnouncement } from './announcement-page.ts';
import { inboxRoutes } from './inbox-page.ts';
import { lifecycleRoutes } from './lifecycle-routes.ts';
import { showSent } from './sent-page.ts';
import { writeRoutes } from './write-routes.ts';

export const announcementRoutes = (umlauf: Umlauf): UmlaufRoute[] => [
  ...inboxRoutes(umlauf),
  {
    method: 'get',
    path: '/announcements',
    guard: 'publisher',
    handle: (request, response) => showSent(umlauf, request, response),
  },
  ...writeRoutes(umlauf),
  {
    method: 'get',
    path: '/announcements/:id',
    guard: 'signed-in',
    handle: (request, response) => showAnnouncement(umlauf, request, response),
  },
  ...lifecycleRoutes(umlauf),
];
