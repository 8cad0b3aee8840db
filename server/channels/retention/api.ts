import { pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { endConversation } from './end-conversation.ts';

export function endingCalls(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/api/v1/channels/:id/ending',
      guard: 'signed-in',
      documentation: {
        summary:
          'A member says that a conversation is over: what was said so far is deleted for everybody; only where the channel keeps messages until then',
        answers: {
          204: { description: 'Nobody sees it any more, and within a minute nothing of it is stored' },
        },
      },
      handle: async (request, response) => {
        await endConversation(umlauf, actorOf(request), pathId(request.params['id']));
        response.status(204).end();
      },
    },
  ];
}
