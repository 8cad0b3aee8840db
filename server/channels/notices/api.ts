import { z } from 'zod';
import { parse, pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { noticeChoices } from '../channel.ts';
import { chooseNotices } from './choose-notices.ts';

const noticesSchema = z.strictObject({ notices: z.enum(noticeChoices) });

export function channelNoticeCalls(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'put',
      path: '/api/v1/channels/:id/notices',
      guard: 'signed-in',
      documentation: {
        summary: 'Of which messages of this channel I am told by push',
        body: noticesSchema,
        answers: { 200: { description: 'What I have chosen', schema: noticesSchema } },
      },
      handle: async (request, response) => {
        const { notices } = parse(noticesSchema, request.body);
        await chooseNotices(umlauf, actorOf(request), pathId(request.params['id']), notices);
        response.json({ notices });
      },
    },
  ];
}
