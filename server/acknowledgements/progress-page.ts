import type { Request, Response } from 'express';
import { z } from 'zod';
import { findSender } from '../announcements/present.ts';
import {
  countDeliveries,
  findSkewSeconds,
  listRoads,
  type PersonRoad,
} from '../delivery/delivery-queries.ts';
import { listReminders } from '../delivery/reminder-queries.ts';
import { listPushable } from '../delivery/subscription-queries.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, parse, pathId, text } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf } from '../sign-in/guards.ts';
import { listSignedIn } from '../sign-in/session-queries.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { lookAtNames } from './look-at-names.ts';
import { findProgress } from './progress-queries.ts';
import { countRemindable, listRecipients } from './recipient-queries.ts';
import { barWidth, drawRing } from './ring.ts';
import { getSentAnnouncement } from '../announcements/sent-announcement-queries.ts';

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

async function findOutstanding(
  { db, clock }: Umlauf,
  announcementId: string,
  q: string,
  after: string | undefined,
) {
  const found = await listRecipients(db, announcementId, {
    state: 'outstanding',
    q,
    after,
    limit: namesPerPage + 1,
  });
  const page = pageOf(found, namesPerPage, ({ personId }) => personId);
  const personIds = page.items.map(({ personId }) => personId);
  const roads = await listRoads(db, announcementId, personIds);
  const pushable = await listPushable(db, personIds);
  const signedIn = await listSignedIn(db, clock.now(), personIds);
  const rows = page.items.map((recipient) => ({
    personId: recipient.personId,
    name: recipient.sortName,
    team: recipient.team ?? recipient.department,
    ...roadOf(roads.get(recipient.personId), signedIn.has(recipient.personId)),
    canRemind: pushable.has(recipient.personId),
  }));
  return { rows, next: page.next };
}

/** The sender's view: who has confirmed and who has not. */
export async function showProgress(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db } = umlauf;
  const announcement = await getSentAnnouncement(db, actorOf(request), pathId(request.params['id']));
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
  const remindable = await countRemindable(db, announcement.id);
  const { rows, next } = await findOutstanding(umlauf, announcement.id, q, after);
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
    remindable,
    notByPush: progress.outstanding - remindable,
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
