import type { Request, Response } from 'express';
import { z } from 'zod';
import { lookAtNames } from '../../acknowledgements/look-at-names.ts';
import { progressPath } from '../../acknowledgements/progress-path.ts';
import { getSentAnnouncement } from '../../announcements/sent-announcement-queries.ts';
import { pageOf } from '../../platform/http/page-of.ts';
import { id, parse, pathId } from '../../platform/http/parse.ts';
import { newId } from '../../platform/ids.ts';
import { actorOf } from '../../sign-in/guards.ts';
import { showPage } from '../../show-page.ts';
import type { Umlauf } from '../../umlauf.ts';
import { checkCanRemind } from '../reminder.ts';
import { callOutcomes } from './call.ts';
import { countToCall, listToCall } from './call-queries.ts';

const namesPerSheet = 100;

/** Where the sender stands in the list; a call that is recorded brings back to it. */
export const callsPlace = z.object({ after: id().optional() });

export const callsPath = (announcementId: string, after?: string): string =>
  `/announcements/${announcementId}/calls${after === undefined ? '' : `?after=${after}`}`;

/** Whom nothing has reached, by name, to be called: on the screen, where each call is recorded, and on paper. */
export async function showCalls(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db, clock } = umlauf;
  const actor = actorOf(request);
  const announcement = await getSentAnnouncement(db, actor, pathId(request.params['id']));
  const now = clock.now();
  checkCanRemind(announcement, now);
  const { after } = parse(callsPlace, request.query);
  await lookAtNames(umlauf, actor, announcement.id, 'page');
  const found = await listToCall(db, announcement, { now, after, limit: namesPerSheet + 1 });
  const { items, next } = pageOf(found, namesPerSheet, ({ personId }) => personId);
  const page = {
    title: 'calls.pageTitle',
    titleParams: { title: announcement.title },
    nav: 'released' as const,
  };
  await showPage(umlauf, request, response, 'delivery/calls', page, {
    announcement,
    counts: await countToCall(db, announcement, now),
    people: items.map(({ team, department, ...person }) => ({ ...person, team: team ?? department })),
    outcomes: callOutcomes,
    after: after ?? null,
    nextPath: next === null ? null : callsPath(announcement.id, next),
    firstPath: after === undefined ? null : callsPath(announcement.id),
    backPath: progressPath(announcement.id),
    idempotencyKey: newId(),
  });
}
