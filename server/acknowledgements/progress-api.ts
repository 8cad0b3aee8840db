import { z } from 'zod';
import { getSentAnnouncement } from '../announcements/sent-announcement-queries.ts';
import { countDeliveries } from '../delivery/delivery-queries.ts';
import { presentSkew, skewSchema } from '../delivery/skew/present-skew.ts';
import { findSkew, skewSeconds } from '../delivery/skew/skew-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse, pathId, text } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { lookAtNames } from './look-at-names.ts';
import { listRecipients, type NamedRecipient } from './named-recipient-queries.ts';
import { findProgress } from './progress-queries.ts';

const time = z.iso.datetime();
const counts = { recipients: z.int(), confirmed: z.int(), outstanding: z.int(), left: z.int() };
const states = z.enum(['outstanding', 'confirmed', 'left']);
const recipientsQuery = z.strictObject({
  ...pageQuery,
  state: states.optional(),
  q: text().max(200).optional(),
});

const deliveryCounts = z.record(
  z.enum(['queued', 'sending', 'accepted', 'failed', 'expired', 'gone']),
  z.int(),
);

const progressSchema = z.object({
  ...counts,
  late: z.int(),
  byTeam: z.array(z.object({ teamId: id().nullable(), name: z.string().nullable(), ...counts })),
  deliveries: deliveryCounts,
  deliveriesByRoad: z.object({ push: deliveryCounts, mail: deliveryCounts }),
  skewSeconds: z.number().nullable(),
  skew: skewSchema.nullable(),
});

const recipientSchema = z.object({
  person: z.object({ id: id(), name: z.string(), department: z.string() }),
  team: z.string().nullable(),
  state: states,
  version: z.int().nullable(),
  acknowledgedAt: time.nullable(),
  claimedAt: time.nullable(),
});

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const present = (recipient: NamedRecipient): z.infer<typeof recipientSchema> => ({
  person: { id: recipient.personId, name: recipient.name, department: recipient.department },
  team: recipient.team,
  state: recipient.state,
  version: recipient.version,
  acknowledgedAt: iso(recipient.acknowledgedAt),
  claimedAt: iso(recipient.claimedAt),
});

/** How far it has come, in numbers and by name: for the sender alone. */
export function progressCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;
  const path = '/api/v1/announcements/:id';
  return [
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
        const deliveries = await countDeliveries(db, announcement.id);
        const skew = await findSkew(db, announcement.id);
        response.json({
          ...(await findProgress(db, announcement.id)),
          deliveries: deliveries.all,
          deliveriesByRoad: deliveries.byRoad,
          skewSeconds: skewSeconds(skew),
          skew: skew && presentSkew(skew),
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
        answers: { 200: { description: 'By name', schema: listOf(recipientSchema) } },
      },
      handle: async (request, response) => {
        const announcement = await getSentAnnouncement(db, actorOf(request), pathId(request.params['id']));
        const { limit, ...search } = parse(recipientsQuery, request.query);
        await lookAtNames(umlauf, actorOf(request), announcement.id, 'call');
        const found = await listRecipients(db, announcement.id, { ...search, limit: limit + 1 });
        const page = pageOf(found, limit, (recipient) => recipient.personId);
        response.json({ items: page.items.map(present), next: page.next });
      },
    },
  ];
}
