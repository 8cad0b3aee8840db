import type { Request } from 'express';
import { parse, pathId } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { correctAnnouncement } from './correct-announcement.ts';
import { decideApproval } from './decide-approval.ts';
import { presentAnnouncement } from './present.ts';
import * as schemas from './schemas.ts';
import { takeOverAnnouncement } from './take-over-announcement.ts';
import { withdrawAnnouncement } from './withdraw-announcement.ts';

/** What happens to an announcement after its draft: approved, corrected, withdrawn, taken over. */
export function lifecycleCalls(umlauf: Umlauf): UmlaufRoute[] {
  const path = '/api/v1/announcements/:id';
  const idOf = (request: Request): string => pathId(request.params['id']);
  const present = (request: Request, announcement: Announcement) =>
    presentAnnouncement(umlauf.db, actorOf(request).person.id, announcement);
  const answer = (description: string) => ({ 200: { description, schema: schemas.announcementSchema } });

  return [
    {
      method: 'post',
      path: `${path}/approval`,
      guard: 'signed-in',
      documentation: {
        summary: 'The second person approves it, or sends it back with a sentence',
        body: schemas.approvalSchema,
        answers: answer('Released, scheduled, or a draft again'),
      },
      handle: async (request, response) => {
        const {
          recipients = null,
          contentHash = null,
          ...decision
        } = parse(schemas.approvalSchema, request.body ?? {});
        const expected = { updatedAt: null, contentHash, recipients };
        const decided = await decideApproval(umlauf, actorOf(request), idOf(request), {
          ...decision,
          expected,
        });
        response.json(await present(request, decided));
      },
    },
    {
      method: 'post',
      path: `${path}/correction`,
      guard: 'signed-in',
      documentation: {
        summary: 'A new version: editorial keeps the confirmations, material asks everybody again',
        body: schemas.correctionSchema,
        answers: answer('The announcement in its new version'),
      },
      handle: async (request, response) => {
        const given = parse(schemas.correctionSchema, request.body);
        const corrected = await correctAnnouncement(
          umlauf,
          actorOf(request),
          idOf(request),
          schemas.applyCorrection(given),
          given.version ?? null,
        );
        umlauf.nudgeDelivery();
        response.json(await present(request, corrected));
      },
    },
    {
      method: 'post',
      path: `${path}/withdrawal`,
      guard: 'signed-in',
      documentation: {
        summary: 'Takes it back from everybody; within a minute of the release without a reason',
        body: schemas.withdrawalSchema,
        answers: answer('The withdrawn announcement'),
      },
      handle: async (request, response) => {
        const { reason } = parse(schemas.withdrawalSchema, request.body ?? {});
        const withdrawn = await withdrawAnnouncement(umlauf, actorOf(request), idOf(request), reason);
        umlauf.nudgeDelivery();
        response.json(await present(request, withdrawn));
      },
    },
    {
      method: 'post',
      path: `${path}/takeover`,
      guard: 'signed-in',
      documentation: {
        summary: 'Another publisher becomes the sender of what somebody who is gone has left behind',
        answers: answer('A draft again, or released as it was'),
      },
      handle: async (request, response) => {
        const taken = await takeOverAnnouncement(umlauf, actorOf(request), idOf(request));
        response.json(await present(request, taken));
      },
    },
  ];
}
