import type { Request, Response } from 'express';
import { z } from 'zod';
import { findSender } from '../announcements/present.ts';
import {
  countDeliveries,
  findSkewSeconds,
  listReminders,
  listRoads,
  type PersonRoad,
} from '../delivery/delivery-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, parse, pathId, text } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { listSignedIn } from '../sign-in/session-queries.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { confirmAnnouncement } from './confirm-announcement.ts';
import { lookAtNames } from './look-at-names.ts';
import { findProgress, listRecipients } from './progress-queries.ts';
import { getReceipt } from './receipt.ts';
import { barWidth, drawRing } from './ring.ts';
import { acknowledgementForm } from './schemas.ts';
import { getSentAnnouncement } from './sent-announcement.ts';

const namesPerPage = 50;
const progressQuery = z.object({
  q: text().max(200).default(''),
  after: id().optional(),
  reminded: z.string().optional(),
});

function roadOf(road: PersonRoad | undefined, isSignedIn: boolean): { road: string; roadAt: number | null } {
  if (road?.state === 'accepted') return { road: 'push-accepted', roadAt: road.at };
  if (road?.state === 'queued' || road?.state === 'sending') return { road: 'push-queued', roadAt: null };
  if (isSignedIn) return { road: 'page', roadAt: null };
  return road ? { road: 'push-failed', roadAt: road.at } : { road: 'none', roadAt: null };
}

export function acknowledgementRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;

  async function findOutstanding(announcementId: string, q: string, after: string | undefined) {
    const found = await listRecipients(db, announcementId, {
      state: 'outstanding',
      q,
      after,
      limit: namesPerPage + 1,
    });
    const page = pageOf(found, namesPerPage, ({ personId }) => personId);
    const roads = await listRoads(
      db,
      announcementId,
      page.items.map(({ personId }) => personId),
    );
    const signedIn = await listSignedIn(db, clock.now());
    const rows = page.items.map((recipient) => ({
      personId: recipient.personId,
      name: recipient.sortName,
      team: recipient.team ?? recipient.department,
      ...roadOf(roads.get(recipient.personId), signedIn.has(recipient.personId)),
    }));
    return { rows, next: page.next };
  }

  async function showProgress(request: Request, response: Response): Promise<void> {
    const announcement = await getSentAnnouncement(umlauf, request);
    if (announcement.status === 'draft') {
      response.redirect(303, `/announcements/${announcement.id}/edit`);
      return;
    }
    const { q, after, reminded } = parse(progressQuery, request.query);
    await lookAtNames(umlauf, actorOf(request), announcement.id, 'page');
    const language = languageOf(umlauf, request);
    const progress = await findProgress(db, announcement.id);
    const byTeam = progress.byTeam.map((team) => ({
      ...team,
      name: team.name ?? translate(language, 'progress.noTeam'),
    }));
    const { rows, next } = await findOutstanding(announcement.id, q, after);
    const page = { title: '', titleText: announcement.title, nav: 'released' as const };
    await showPage(umlauf, request, response, 'acknowledgements/progress', page, {
      announcement: { ...announcement, sender: await findSender(db, announcement) },
      progress: {
        ...progress,
        byTeam,
        deliveries: await countDeliveries(db, announcement.id),
        skewSeconds: await findSkewSeconds(db, announcement.id),
      },
      ring: drawRing(progress.confirmed, progress.recipients),
      bars: byTeam.map(({ name, confirmed, recipients }) => ({
        name,
        confirmed,
        recipients,
        width: barWidth(confirmed, recipients),
      })),
      outstanding: rows,
      outstandingTotal: progress.outstanding,
      q,
      nextPath:
        next === null
          ? null
          : `/announcements/${announcement.id}/progress?${new URLSearchParams({ q, after: next }).toString()}`,
      reminders: await listReminders(db, announcement.id),
      reminded: reminded !== undefined,
      idempotencyKey: newId(),
    });
  }

  async function showReceipt(request: Request, response: Response): Promise<void> {
    const receipt = await getReceipt(db, actorOf(request).person, pathId(request.params['id']));
    const page = { title: 'receipt.title', nav: 'inbox' as const };
    const signedInHow = translate(languageOf(umlauf, request), `receipt.how.${receipt.signedInHow}`);
    await showPage(umlauf, request, response, 'acknowledgements/receipt', page, {
      receipt: {
        ...receipt,
        signedInHow,
        acknowledgedAt: Date.parse(receipt.acknowledgedAt),
        deadlineAt: receipt.deadlineAt === null ? null : Date.parse(receipt.deadlineAt),
      },
    });
  }

  return [
    {
      method: 'post',
      path: '/announcements/:id/acknowledgement',
      guard: 'signed-in',
      handle: async (request, response) => {
        const id = pathId(request.params['id']);
        const actor = actorOf(request);
        const confirmation = parse(acknowledgementForm, request.body ?? {});
        const { isNew } = await confirmAnnouncement(umlauf, actor, id, confirmation);
        if (isNew) umlauf.countConfirmed(id);
        response.redirect(303, `/announcements/${id}`);
      },
    },
    { method: 'get', path: '/announcements/:id/acknowledgement', guard: 'signed-in', handle: showReceipt },
    {
      method: 'get',
      path: '/announcements/:id/acknowledgement.json',
      guard: 'signed-in',
      handle: async (request, response) => {
        const receipt = await getReceipt(db, actorOf(request).person, pathId(request.params['id']));
        response.attachment(`umlauf-${receipt.number}.json`).set('Cache-Control', 'no-store');
        response.type('json').send(`${JSON.stringify(receipt, null, 2)}\n`);
      },
    },
    { method: 'get', path: '/announcements/:id/progress', guard: 'signed-in', handle: showProgress },
  ];
}
