import { z } from 'zod';
import { getAddressedBy } from '../../announcements/sent-announcement-queries.ts';
import { optionalIdempotencyKeyOf } from '../../platform/http/idempotency-key.ts';
import { id, pathId } from '../../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { checkCanRemind } from '../reminder.ts';
import { countRoads } from '../road-queries.ts';
import { findMissed } from './missed-queries.ts';
import { sendAgain } from './send-again.ts';

const count = z.int();
const sentAgain = z.object({ id: id(), recipients: count, devices: count, mails: count });
const standing = z.object({
  ...{ outstanding: count, onTheWay: count, missed: count, push: count, mail: count, withoutRoad: count },
});

/** Once more to those whom nothing has reached, for the sender. */
export function resendingCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock, config } = umlauf;
  const path = '/api/v1/announcements/:id/resending';
  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      documentation: {
        summary: 'How many were missed, and by which road they would get it again',
        answers: { 200: { description: 'push, mail and withoutRoad sum to missed', schema: standing } },
      },
      handle: async (request, response) => {
        const announcement = await getAddressedBy(db, actorOf(request), pathId(request.params['id']));
        const now = clock.now();
        checkCanRemind(announcement, now);
        const { missed, ...counts } = await findMissed(db, announcement, {
          byMail: config.mail !== null,
          now,
        });
        const { byPush, byMail, inPerson } = countRoads(missed);
        const roads = { push: byPush, mail: byMail, withoutRoad: inPerson.length };
        response.json({ ...counts, missed: missed.length, ...roads });
      },
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      documentation: {
        summary: 'Sends it again to those who were missed and have a road now',
        headers: {
          'Idempotency-Key': {
            description: 'The same key again answers the same and sends nothing',
            required: false,
          },
        },
        answers: {
          200: {
            description: 'How many people, on how many devices and by how many mails',
            schema: sentAgain,
          },
        },
      },
      handle: async (request, response) => {
        const key = optionalIdempotencyKeyOf(request);
        const answer = await sendAgain(umlauf, actorOf(request), pathId(request.params['id']), key);
        umlauf.nudgeDelivery();
        response.json(answer);
      },
    },
  ];
}
