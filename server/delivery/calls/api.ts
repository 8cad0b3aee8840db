import { z } from 'zod';
import { lookAtNames } from '../../acknowledgements/look-at-names.ts';
import { getSentAnnouncement } from '../../announcements/sent-announcement-queries.ts';
import { optionalIdempotencyKeyOf } from '../../platform/http/idempotency-key.ts';
import { pageOf } from '../../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse, pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { checkCanRemind } from '../reminder.ts';
import { callOutcomes } from './call.ts';
import { listToCall, type PersonToCall } from './call-queries.ts';
import { recordCall } from './record-call.ts';

const outcome = z.enum(callOutcomes);
const callSchema = z.strictObject({ personId: id(), outcome });
const recorded = z.object({ id: id(), personId: id(), outcome, calledAt: z.iso.datetime() });
const toCall = z.object({
  person: z.object({ id: id(), name: z.string(), department: z.string() }),
  team: z.string().nullable(),
  calls: z.array(z.object({ outcome, calledAt: z.iso.datetime(), caller: z.string() })),
});

const present = ({ personId, name, department, team, calls }: PersonToCall): z.infer<typeof toCall> => ({
  ...{ person: { id: personId, name, department }, team },
  calls: calls.map(({ at, ...call }) => ({ ...call, calledAt: new Date(at).toISOString() })),
});

/** The call list, for the sender alone. */
export function callListCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;
  const path = '/api/v1/announcements/:id/calls';
  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      documentation: {
        summary: 'Those outstanding whom nothing has reached, with the calls to them; each look is recorded',
        query: z.strictObject(pageQuery),
        answers: { 200: { description: 'By name', schema: listOf(toCall) } },
      },
      handle: async (request, response) => {
        const announcement = await getSentAnnouncement(db, actorOf(request), pathId(request.params['id']));
        const now = clock.now();
        checkCanRemind(announcement, now);
        const { limit, after } = parse(z.strictObject(pageQuery), request.query);
        await lookAtNames(umlauf, actorOf(request), announcement.id, 'call');
        const found = await listToCall(db, announcement, { now, after, limit: limit + 1 });
        const page = pageOf(found, limit, ({ personId }) => personId);
        response.json({ items: page.items.map(present), next: page.next });
      },
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      documentation: {
        summary: 'Records what came of a call; it confirms nothing',
        body: callSchema,
        headers: {
          'Idempotency-Key': {
            description: 'The same key again answers the same and records nothing',
            required: false,
          },
        },
        answers: { 201: { description: 'Recorded', schema: recorded } },
      },
      handle: async (request, response) => {
        const given = parse(callSchema, request.body);
        const call = { ...given, idempotencyKey: optionalIdempotencyKeyOf(request) };
        const announcementId = pathId(request.params['id']);
        response.status(201).json(await recordCall(umlauf, actorOf(request), announcementId, call));
      },
    },
  ];
}
