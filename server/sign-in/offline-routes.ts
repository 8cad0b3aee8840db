import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { UmlaufRoute } from './guards.ts';

/** The page that a browser keeps, and shows when Umlauf cannot be reached. */
export function offlineRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/offline',
      guard: 'anyone',
      handle: async (request, response) => {
        // Kept for whoever opens the browser next, so it knows nobody.
        delete request.actor;
        const page = { title: 'offline.title', nav: null };
        await showPage(umlauf, request, response, 'errors/offline', page, {});
      },
    },
  ];
}
