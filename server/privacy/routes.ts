import { showPage } from '../show-page.ts';
import type { UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';

/** What leaves the house by a notice, in plain words, as this house is set up. */
export function privacyRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/privacy',
      guard: 'signed-in',
      handle: async (request, response) => {
        const page = { title: 'privacy.title', nav: 'me' as const };
        await showPage(umlauf, request, response, 'privacy/privacy', page, {
          pushDetail: umlauf.config.pushDetail,
        });
      },
    },
  ];
}
