import { pathId } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { approvalRoutes } from './approval-page.ts';
import { correctionRoutes } from './correction-page.ts';
import { takeBackAnnouncement } from './take-back-announcement.ts';
import { takeOverAnnouncement } from './take-over-announcement.ts';
import { withdrawalRoutes } from './withdrawal-page.ts';

/** The pages on which an announcement goes from one state to the next. */
export function lifecycleRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    ...approvalRoutes(umlauf),
    ...correctionRoutes(umlauf),
    ...withdrawalRoutes(umlauf),
    {
      method: 'post',
      path: '/announcements/:id/takeover',
      guard: 'signed-in',
      handle: async (request, response) => {
        await takeOverAnnouncement(umlauf, actorOf(request), pathId(request.params['id']));
        response.redirect(303, '/announcements?done=taken-over');
      },
    },
    {
      method: 'post',
      path: '/announcements/:id/return',
      guard: 'signed-in',
      handle: async (request, response) => {
        await takeBackAnnouncement(umlauf, actorOf(request), pathId(request.params['id']));
        response.redirect(303, '/announcements?done=taken-back');
      },
    },
  ];
}
