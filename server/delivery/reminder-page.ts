import type { Request, Response } from 'express';
import { lookAtNames } from '../acknowledgements/look-at-names.ts';
import { progressPath, progressPlace } from '../acknowledgements/progress-path.ts';
import { getAddressedBy } from '../announcements/sent-announcement-queries.ts';
import { findPeople } from '../directory/directory-queries.ts';
import { id, parse, pathId } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { actorOf } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { previewNotice } from './push/preview-notice.ts';
import { checkCanRemind, wasRemindedLately } from './reminder.ts';
import { findRemindedAt } from './reminder-queries.ts';
import { findRoadsToRemind } from './road-queries.ts';

const mostNames = 10;
const minuteMs = 60_000;
const reminderQuery = progressPlace.extend({ personId: id().optional() });

/** Who would be reminded now, who has to be told in person, and what the others will see: before it is done. */
export async function showReminder(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db, clock, config } = umlauf;
  const actor = actorOf(request);
  const announcement = await getAddressedBy(db, actor, pathId(request.params['id']));
  const now = clock.now();
  checkCanRemind(announcement, now);
  const { personId = null, ...place } = parse(reminderQuery, request.query);
  const isMailing = config.mail !== null;
  const roads = await findRoadsToRemind(db, announcement.id, personId, { byMail: isMailing, now });
  const backPath = progressPath(announcement.id, place);
  if (roads.outstanding === 0) {
    response.redirect(303, backPath);
    return;
  }
  await lookAtNames(umlauf, actor, announcement.id, 'page');
  const remindedAt = await findRemindedAt(db, announcement.id, personId);
  const [whom] = personId === null ? [] : await findPeople(db, [personId]);
  const page = {
    title: 'reminder.title',
    titleParams: { title: announcement.title },
    nav: 'released' as const,
  };
  await showPage(umlauf, request, response, 'delivery/reminder', page, {
    announcement,
    ...{ outstanding: roads.outstanding, byPush: roads.byPush, byMail: roads.byMail },
    reached: roads.byPush + roads.byMail,
    without: roads.inPerson.length,
    withoutDevice: roads.inPerson.slice(0, mostNames),
    unnamed: Math.max(0, roads.inPerson.length - mostNames),
    whom: whom ?? null,
    remindedMinutesAgo: wasRemindedLately(remindedAt, now)
      ? Math.floor((now - (remindedAt ?? now)) / minuteMs)
      : null,
    notice: previewNotice(announcement, umlauf, languageOf(umlauf, request)),
    place,
    backPath,
    idempotencyKey: newId(),
  });
}
