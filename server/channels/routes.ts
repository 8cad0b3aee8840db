import { z } from 'zod';
import { parse, pathId } from '../platform/http/parse.ts';
import { showPage } from '../show-page.ts';
import type { UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { describePane } from './channel-pane.ts';
import { showConversation } from './conversation-page.ts';
import { directRoutes } from './direct-page.ts';
import { messageRoutes } from './message-routes.ts';
import { openRoutes } from './open-page.ts';
import { settingsRoutes } from './settings-page.ts';

const mark = z.literal('1').optional().catch(undefined);
const listQuery = z.object({ left: mark, opened: mark });

export function channelRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/channels',
      guard: 'signed-in',
      handle: async (request, response) => {
        const { left, opened } = parse(listQuery, request.query);
        const page = { title: 'channels.title', nav: 'channels' as const };
        await showPage(umlauf, request, response, 'channels/channels', page, {
          ...(await describePane(umlauf, request, null)),
          notice: left ? 'left' : opened ? 'opened' : null,
        });
      },
    },
    ...openRoutes(umlauf),
    ...directRoutes(umlauf),
    {
      method: 'get',
      path: '/channels/:id',
      guard: 'signed-in',
      handle: (request, response) =>
        showConversation(umlauf, request, response, pathId(request.params['id'])),
    },
    ...messageRoutes(umlauf),
    ...settingsRoutes(umlauf),
  ];
}
