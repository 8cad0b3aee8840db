import type { Request, Response } from 'express';
import { lookAtNames } from '../../acknowledgements/look-at-names.ts';
import { progressPath } from '../../acknowledgements/progress-path.ts';
import { getAddressedBy } from '../../announcements/sent-announcement-queries.ts';
import { pathId } from '../../platform/http/parse.ts';
import { newId } from '../../platform/ids.ts';
import { actorOf } from '../../sign-in/guards.ts';
import { languageOf, showPage } from '../../show-page.ts';
import { translate } from '../../platform/views/languages.ts';
import type { Umlauf } from '../../umlauf.ts';
import { callsPath } from '../calls/calls-page.ts';
import { checkCanRemind } from '../reminder.ts';
import { countRoads } from '../road-queries.ts';
import { whyNobody } from './missed.ts';
import { findMissed } from './missed-queries.ts';

const mostNames = 10;

/** Whom it would be sent to again, by which road, and why to nobody: before it is done. */
export async function showResending(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db, clock, config } = umlauf;
  const actor = actorOf(request);
  const announcement = await getAddressedBy(db, actor, pathId(request.params['id']));
  const now = clock.now();
  checkCanRemind(announcement, now);
  await lookAtNames(umlauf, actor, announcement.id, 'page');
  const found = await findMissed(db, announcement, { byMail: config.mail !== null, now });
  const { byPush, byMail, inPerson } = countRoads(found.missed);
  const reason = whyNobody(found);
  const page = {
    title: 'resending.pageTitle',
    titleParams: { title: announcement.title },
    nav: 'released' as const,
  };
  await showPage(umlauf, request, response, 'delivery/resending', page, {
    announcement,
    ...{ byPush, byMail, reached: byPush + byMail, without: inPerson.length },
    whyNobody: reason === null ? null : translate(languageOf(umlauf, request), `refusals:${reason}`),
    missed: found.missed.length,
    onTheWay: found.onTheWay,
    withoutDevice: inPerson.slice(0, mostNames),
    unnamed: Math.max(0, inPerson.length - mostNames),
    callsPath: callsPath(announcement.id),
    backPath: progressPath(announcement.id),
    idempotencyKey: newId(),
  });
}
