import { pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { endConversation } from './end-conversation.ts';

export function endingRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/channels/:id/ending',
      guard: 'signed-in',
      handle: async (request, response) => {
        const channelId = pathId(request.params['id']);
        await endConversation(umlauf, actorOf(request), channelId);
        response.redirect(303, `/channels/${channelId}`);
      },
    },
  ];
}
