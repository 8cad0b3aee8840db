import type { Request } from 'express';
import { z } from 'zod';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { listOf, pageQuery, parse, pathId } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { languageOf } from '../show-page.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { statuses, type Announcement } from './announcement.ts';
import { findAnnouncementFor } from './announcement-queries.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { checkAddressable } from './audience.ts';
import { listSentBy } from './publisher-queries.ts';
import { discardDraft } from './discard-draft.ts';
import { presentAnnouncement } from './present.ts';
import { findReach } from './reach-queries.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';
import { releaseAnnouncement } from './release-announcement.ts';
import { createDraft, editDraft } from './save-draft.ts';
import * as schemas from './schemas.ts';

const sentQuery = z.strictObject({ ...pageQuery, status: z.enum(statuses).default('released') });
const releaseAnswer = z.object({ ...schemas.announcementSchema.shape, recipients: z.int() });

export function announcementCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;
  const path = '/api/v1/announcements';

  async function findOwn(request: Request): Promise<Announcement> {
    const { person } = actorOf(request);
    const announcement = await findAnnouncementFor(db, person.id, pathId(request.params['id']));
    if (!announcement) throw new Refusal('not-found');
    return announcement;
  }

  const findPublished = (request: Request): Promise<Announcement> =>
    getPublishedBy(db, actorOf(request), pathId(request.params['id']));

  const present = (request: Request, announcement: Announcement) =>
    presentAnnouncement(db, actorOf(request).person.id, announcement);

  return [
    {
      method: 'get',
      path,
      guard: 'publisher',
      documentation: {
        summary: 'The announcements that I wrote, newest first',
        query: sentQuery,
        answers: { 200: { description: 'A page of them', schema: listOf(schemas.announcementSchema) } },
      },
      handle: async (request, response) => {
        const { limit, status, after } = parse(sentQuery, request.query);
        const search = { statuses: [status], after, limit: limit + 1 };
        const sent = await listSentBy(db, actorOf(request).person.id, search);
        const page = pageOf(sent, limit, (announcement) => announcement.id);
        response.json({
          items: await Promise.all(page.items.map((item) => present(request, item))),
          next: page.next,
        });
      },
    },
    {
      method: 'post',
      path,
      guard: 'publisher',
      documentation: {
        summary: 'Writes a draft',
        body: schemas.newAnnouncementSchema,
        answers: { 201: { description: 'The draft', schema: schemas.announcementSchema } },
      },
      handle: async (request, response) => {
        const content = schemas.parseNewAnnouncement(request.body, languageOf(umlauf, request));
        const draft = await createDraft(umlauf, actorOf(request), content);
        response
          .status(201)
          .location(`${path}/${draft.id}`)
          .json(await present(request, draft));
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      guard: 'signed-in',
      documentation: {
        summary: 'One announcement: for its sender, and for recipients from the release on',
        answers: { 200: { description: 'The announcement', schema: schemas.announcementSchema } },
      },
      handle: async (request, response) => {
        response.json(await present(request, await findOwn(request)));
      },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      guard: 'signed-in',
      documentation: {
        summary: 'Changes a draft',
        body: schemas.changedAnnouncementSchema,
        answers: { 200: { description: 'The draft', schema: schemas.announcementSchema } },
      },
      handle: async (request, response) => {
        const { id: announcementId } = await findPublished(request);
        const change = schemas.parseChangedAnnouncement(request.body);
        response.json(
          await present(request, await editDraft(umlauf, actorOf(request), announcementId, change, null)),
        );
      },
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      guard: 'signed-in',
      documentation: {
        summary: 'Throws a draft away',
        answers: { 204: { description: 'It is no more' } },
      },
      handle: async (request, response) => {
        await discardDraft(umlauf, actorOf(request), pathId(request.params['id']));
        response.status(204).end();
      },
    },
    {
      method: 'post',
      path: `${path}/:id/reach`,
      guard: 'signed-in',
      documentation: {
        summary: 'Who would get it now, each person once by the best road',
        answers: { 200: { description: 'The four numbers sum to recipients', schema: schemas.reachSchema } },
      },
      handle: async (request, response) => {
        const { audience } = await findPublished(request);
        const { person, roles } = actorOf(request);
        checkAddressable(audience, await findAddressable(db, person.id, roles));
        response.json(await findReach(umlauf, audience));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/release`,
      guard: 'signed-in',
      documentation: {
        summary: 'Releases it to all recipients at one instant, now or at releaseAt; durable when answered',
        headers: {
          'Idempotency-Key': {
            description: 'The same key again answers the same and releases nothing',
            required: true,
          },
        },
        answers: {
          200: { description: 'Released, or scheduled for its time', schema: releaseAnswer },
          202: { description: 'Awaits the approval of a second person', schema: releaseAnswer },
        },
      },
      handle: async (request, response) => {
        const { id: announcementId } = await findPublished(request);
        const idempotencyKey = idempotencyKeyOf(request);
        const release = { idempotencyKey, expectedRecipients: null, expectedUpdatedAt: null };
        const { recipients } = await releaseAnnouncement(umlauf, actorOf(request), announcementId, release);
        const announcement = await findOwn(request);
        response.status(announcement.status === 'awaiting-approval' ? 202 : 200);
        response.json({ ...(await present(request, announcement)), recipients });
      },
    },
  ];
}
