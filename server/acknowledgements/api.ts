import { z } from 'zod';
import { id, parse, pathId } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { confirmAnnouncement } from './confirm-announcement.ts';
import { progressCalls } from './progress-api.ts';
import { getReceipt, writeReceipt } from './receipt.ts';
import { acknowledgementSchema } from './schemas.ts';

const time = z.iso.datetime();

const receiptSchema = z.object({
  ...{
    id: id(),
    announcementId: id(),
    number: z.string(),
    title: z.string(),
    version: z.int(),
    contentHash: z.string(),
  },
  ...{
    acknowledgedAt: time,
    late: z.boolean(),
    claimedAt: time.nullable(),
    inTimeByClaim: z.boolean(),
    deadlineAt: time.nullable(),
    signedInHow: z.string(),
    device: z.string(),
  },
  person: z.object({ id: id(), login: z.string(), name: z.string(), department: z.string() }),
});

export function acknowledgementCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;
  const path = '/api/v1/announcements/:id';
  return [
    {
      method: 'post',
      path: `${path}/acknowledgement`,
      guard: 'signed-in',
      documentation: {
        summary: 'I have read this version',
        body: acknowledgementSchema,
        answers: {
          201: { description: 'The receipt', schema: receiptSchema },
          200: { description: 'Confirmed before: the same receipt', schema: receiptSchema },
        },
      },
      handle: async (request, response) => {
        const actor = actorOf(request);
        const announcementId = pathId(request.params['id']);
        const { claimedAt = null, ...given } = parse(acknowledgementSchema, request.body);
        const confirmed = await confirmAnnouncement(umlauf, actor, announcementId, { ...given, claimedAt });
        if (confirmed.isNew) umlauf.countConfirmed(announcementId);
        response.status(confirmed.isNew ? 201 : 200).json(writeReceipt(actor.person, confirmed));
      },
    },
    {
      method: 'get',
      path: `${path}/acknowledgement`,
      guard: 'signed-in',
      documentation: {
        summary: 'My receipt',
        answers: { 200: { description: 'The receipt', schema: receiptSchema } },
      },
      handle: async (request, response) => {
        response.json(await getReceipt(db, actorOf(request).person, pathId(request.params['id'])));
      },
    },
    ...progressCalls(umlauf),
  ];
}
