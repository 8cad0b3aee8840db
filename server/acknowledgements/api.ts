import { z } from 'zod';
import { countDeliveries, findSkewSeconds } from '../delivery/delivery-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse, pathId, text } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { confirmAnnouncement } from './confirm-announcement.ts';
import { lookAtNames } from './look-at-names.ts';
import { findProgress } from './progress-queries.ts';
import { listRecipients } from './recipient-queries.ts';
import { getReceipt, writeReceipt } from './receipt.ts';
import { acknowledgementSchema } from './schemas.ts';
import { getSentAnnouncement } from '../announcements/sent-announcement-queries.ts';

const time = z.iso.datetime();
const counts = { recipients: z.int(), confirmed: z.int(), outstanding: z.int(), left: z.int() };
const states = z.enum(['outstanding', 'confirmed', 'left']);
const recipientsQuery = z.strictObject({
  ...pageQuery,
  state: states.optional(),
  q: text().max(200).optional(),
});

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

const progressSchema = z.object({
  ...counts,
  late: z.int(),
  byTeam: z.array(z.object({ teamId: id().nullable(), name: z.string().nullable(), ...counts })),
  deliveries: z.record(z.enum(['queued', 'sending', 'accepted', 'failed', 'expired', 'gone']), z.int()),
  skewSeconds: z.number().nullable(),
});

const recipientSchema = z.object({
  person: z.object({ id: id(), name: z.string(), department: z.string() }),
  team: z.string().nullable(),
  state: states,
  acknowledgedAt: time.nullable(),
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
        const confirmation = { ...given, claimedAt };
        const { acknowledgement, isNew } = await confirmAnnouncement(
          umlauf,
          actor,
          announcementId,
          confirmation,
        );
        if (isNew) umlauf.countConfirmed(announcementId);
        response.status(isNew ? 201 : 200).json(await writeReceipt(db, actor.person, acknowledgement));
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
    {
      method: 'get',
      path: `${path}/progress`,
      guard: 'signed-in',
      documentation: {
        summary: 'Who has confirmed, in numbers; for the sender',
        answers: {
          200: { description: 'confirmed, outstanding and left sum to recipients', schema: progressSchema },
        },
      },
      handle: async (request, response) => {
        const announcement = await getSentAnnouncement(db, actorOf(request), pathId(request.params['id']));
        response.json({
          ...(await findProgress(db, announcement.id)),
          deliveries: await countDeliveries(db, announcement.id),
          skewSeconds: await findSkewSeconds(db, announcement.id),
        });
      },
    },
    {
      method: 'get',
      path: `${path}/recipients`,
      guard: 'signed-in',
      documentation: {
        summary: 'Names, for the sender alone; each look is recorded',
        query: recipientsQuery,
        answers: {
          200: {
            description: 'By name',
            schema: listOf(recipientSchema),
          },
        },
      },
      handle: async (request, response) => {
        const announcement = await getSentAnnouncement(db, actorOf(request), pathId(request.params['id']));
        const { limit, ...search } = parse(recipientsQuery, request.query);
        await lookAtNames(umlauf, actorOf(request), announcement.id, 'call');
        const found = await listRecipients(db, announcement.id, { ...search, limit: limit + 1 });
        const page = pageOf(found, limit, (recipient) => recipient.personId);
        const items = page.items.map(({ personId, name, department, team, state, acknowledgedAt }) => ({
          person: { id: personId, name, department },
          team,
          state,
          acknowledgedAt: acknowledgedAt === null ? null : new Date(acknowledgedAt).toISOString(),
        }));
        response.json({ items, next: page.next });
      },
    },
  ];
}
