import type { UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { showSearch } from './search-page.ts';

export const searchRoutes = (umlauf: Umlauf): UmlaufRoute[] => [
  {
    method: 'get',
    path: '/channels/search',
    guard: 'signed-in',
    handle: (request, response) => showSearch(umlauf, request, response),
  },
];
