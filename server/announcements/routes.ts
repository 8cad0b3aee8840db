import type { Request, Response } from 'express';
import { z } from 'zod';
import { isLate } from '../acknowledgements/acknowledgement.ts';
import { findCounts } from '../acknowledgements/progress-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, parse, pathId } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Language } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { findAnnouncementFor, listSentBy } from './announcement-queries.ts';
import { isUnreleased } from './lifecycle.ts';
import { describeAudience } from './describe-audience.ts';
import { listObligatory, listSettled } from './inbox-queries.ts';
import { findOwnObligation, findSender } from './present.ts';
import { writeRoutes } from './write-routes.ts';

const pageSize = 30;
const pageQuery = z.object({ after: id().optional() });

export function announcementRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;

  async function showInbox(request: Request, response: Response): Promise<void> {
    const { person } = actorOf(request);
    const { after } = parse(pageQuery, request.query);
    const now = clock.now();
    const reader = { personId: person.id, language: languageOf(umlauf, request) };
    const obligations = after === undefined ? await listObligatory(db, reader, now) : [];
    const page = pageOf(
      await listSettled(db, reader, { now, limit: pageSize + 1, after }),
      pageSize,
      ({ id }) => id,
    );
    await showPage(
      umlauf,
      request,
      response,
      'announcements/inbox',
      { title: 'nav.inbox', nav: 'inbox' },
      {
        obligations,
        fresh: page.items.filter(({ state }) => state === 'new'),
        earlier: page.items.filter(({ state }) => state !== 'new'),
        nextPath: page.next === null ? null : `/?after=${page.next}`,
      },
    );
  }

  async function showAnnouncement(request: Request, response: Response): Promise<void> {
    const { person } = actorOf(request);
    const announcement = await findAnnouncementFor(db, person.id, pathId(request.params['id']));
    if (!announcement) throw new Refusal('not-found');
    if (isUnreleased(announcement)) {
      response.redirect(303, `/announcements/${announcement.id}/edit`);
      return;
    }
    const nav = announcement.senderId === person.id ? ('released' as const) : ('inbox' as const);
    const page = { title: '', titleText: announcement.title, nav };
    await showPage(
      umlauf,
      request,
      response,
      'announcements/announcement',
      page,
      await describe(announcement, person.id, languageOf(umlauf, request)),
    );
  }

  async function describe(announcement: Announcement, personId: string, language: Language): Promise<object> {
    const isSender = announcement.senderId === personId;
    const own = await findOwnObligation(db, personId, announcement);
    const receipt = own?.acknowledgement ?? null;
    const isOverdue = announcement.deadlineAt !== null && announcement.deadlineAt < clock.now();
    const mustConfirm = announcement.acknowledgement === 'confirm' && own !== null;
    return {
      announcement: {
        ...announcement,
        sender: await findSender(db, announcement),
        audienceText: await describeAudience(umlauf, announcement, { language, isSender }),
        recipients: (await findCounts(db, [announcement.id])).get(announcement.id)?.recipients ?? 0,
      },
      obligation: mustConfirm
        ? {
            state: receipt ? 'confirmed' : isOverdue ? 'late' : 'outstanding',
            asTeam: own.asTeam,
            clientAckId: newId(),
            receipt: receipt && { acknowledgedAt: receipt.acknowledgedAt, late: isLate(receipt) },
          }
        : null,
      isSender,
    };
  }

  async function showSent(request: Request, response: Response): Promise<void> {
    const { person } = actorOf(request);
    const { after } = parse(pageQuery, request.query);
    const sent = await listSentBy(db, person.id, {
      statuses: ['released', 'withdrawn'],
      limit: pageSize + 1,
      after,
    });
    const page = pageOf(sent, pageSize, ({ id }) => id);
    const drafts = after === undefined ? await listSentBy(db, person.id, { statuses: ['draft', 'awaiting-approval', 'scheduled'] }) : [];
    const counts = await findCounts(
      db,
      page.items.map(({ id }) => id),
    );
    const released = [];
    for (const announcement of page.items) {
      const { recipients = 0, confirmed = 0, outstanding = 0 } = counts.get(announcement.id) ?? {};
      released.push({ ...announcement, recipients, confirmed, outstanding });
    }
    const nextPath = page.next === null ? null : `/announcements?after=${page.next}`;
    const shown = { title: 'released.title', nav: 'released' as const };
    await showPage(umlauf, request, response, 'announcements/released', shown, {
      drafts,
      released,
      nextPath,
    });
  }

  return [
    { method: 'get', path: '/', guard: 'signed-in', handle: showInbox },
    { method: 'get', path: '/announcements', guard: 'publisher', handle: showSent },
    ...writeRoutes(umlauf),
    { method: 'get', path: '/announcements/:id', guard: 'signed-in', handle: showAnnouncement },
  ];
}
