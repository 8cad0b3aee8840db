import { z } from 'zod';
import { parse, pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { noticeChoices } from '../channel.ts';
import { chooseNotices } from './choose-notices.ts';

const noticesForm = z.object({ notices: z.enum(noticeChoices) });

export function channelNoticeRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/channels/:id/notices',
      guard: 'signed-in',
      handle: async (request, response) => {
        const channelId = pathId(request.params['id']);
        const { notices } = parse(noticesForm, request.body ?? {});
        await chooseNotices(umlauf, actorOf(request), channelId, notices);
        response.redirect(303, `/channels/${channelId}/settings`);
      },
    },
  ];
}
