import type { Request, Response } from 'express';
import { isExpired, type Announcement } from '../announcements/announcement.ts';
import { isUnreleased } from '../announcements/lifecycle.ts';
import { offerRecall } from '../announcements/recall-offer.ts';
import { getSentAnnouncement, mayStillAddress } from '../announcements/sent-announcement-queries.ts';
import { countAnswers } from '../answers/answer-queries.ts';
import { countDeliveries } from '../delivery/delivery-queries.ts';
import { describeNotices } from '../delivery/plan/describe-notices.ts';
import { findLastReminderAt, listReminders } from '../delivery/reminder-queries.ts';
import { findSkew } from '../delivery/skew/skew-queries.ts';
import { parse, pathId } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { mayPublish } from '../sign-in/actor.ts';
import { actorOf } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { describeCurve } from './describe-curve.ts';
import { describeOutstanding } from './describe-outstanding.ts';
import { describeSkew } from './describe-skew.ts';
import { describeTeams } from './describe-teams.ts';
import { lookAtNames } from './look-at-names.ts';
import { progressPath, progressPlace, reminderPath, type ProgressPlace } from './progress-path.ts';
import { findProgress, type Counts } from './progress-queries.ts';
import { drawRing } from './ring.ts';

/** For so long the page says that a reminder is on its way. */
const freshMs = 60_000;

type CountUnreached = (announcement: Announcement) => Promise<number>;

/** The sender's view: who has confirmed and who has not. None of its parts costs more with more recipients. */
export async function showProgress(
  umlauf: Umlauf,
  countUnreached: CountUnreached,
  request: Request,
  response: Response,
): Promise<void> {
  const actor = actorOf(request);
  const announcement = await getSentAnnouncement(umlauf.db, actor, pathId(request.params['id']));
  if (isUnreleased(announcement)) {
    response.redirect(303, `/announcements/${announcement.id}`);
    return;
  }
  const place = parse(progressPlace, request.query);
  await lookAtNames(umlauf, actor, announcement.id, 'page');
  const { db, clock } = umlauf;
  const now = clock.now();
  const [answers, deliveries, skew, obligations, unreached] = await Promise.all([
    countAnswers(db, announcement.id),
    countDeliveries(db, announcement.id),
    findSkew(db, announcement.id),
    announcement.acknowledgement === 'confirm'
      ? describeObligations(umlauf, request, announcement, place)
      : {},
    announcement.acknowledgement === 'confirm' ? countUnreached(announcement) : 0,
  ]);
  const page = { title: '', titleText: announcement.title, nav: 'released' as const };
  await showPage(umlauf, request, response, 'acknowledgements/progress', page, {
    announcement: { ...announcement, isExpired: isExpired(announcement, now) },
    recall: offerRecall(announcement, now),
    answers,
    deliveries: deliveries.byRoad.push,
    skew: skew && describeSkew(skew, announcement.releaseAt, languageOf(umlauf, request)),
    mails: Object.values(deliveries.byRoad.mail).some((count) => count > 0) ? deliveries.byRoad.mail : null,
    ...obligations,
    unreached,
  });
}

async function describeObligations(
  umlauf: Umlauf,
  request: Request,
  announcement: Announcement,
  place: ProgressPlace,
): Promise<object> {
  const { db, clock, config } = umlauf;
  const { id } = announcement;
  const language = languageOf(umlauf, request);
  const [progress, reminders, lastReminderAt, outstanding, notices, isAddressing] = await Promise.all([
    findProgress(db, id),
    listReminders(db, id),
    findLastReminderAt(db, id),
    describeOutstanding(umlauf, id, place),
    describeNotices(umlauf, announcement),
    mayStillAddress(db, actorOf(request), announcement),
  ]);
  const { byTeam, ...counts } = progress;
  const asked = counts.confirmed + counts.outstanding;
  const now = clock.now();
  return {
    progress: { ...counts, asked },
    ring: drawRing(counts.confirmed, asked),
    teams: describeTeams(byTeam, language, place.teams === 'all'),
    allTeamsPath: progressPath(id, { ...place, teams: 'all' }),
    curve: await describeCurve(umlauf, announcement, {
      counts,
      remindedAt: reminders.map(({ at }) => at),
      zone: { language, timeZone: config.timeZone },
    }),
    outstanding,
    chosenTeam: byTeam.find(({ teamId }) => teamId !== null && teamId === place.team) ?? null,
    place,
    reminders,
    notices,
    hasJustReminded: lastReminderAt !== null && now - lastReminderAt < freshMs,
    hasJustSentAgain: notices.past.some(({ kind, at }) => kind === 'resending' && now - at < freshMs),
    can: whatCanBeDone(announcement, counts, {
      now,
      isPublisher: mayPublish(actorOf(request)),
      isAddressing,
    }),
    reminderPath: reminderPath(id, place, null),
    idempotencyKey: newId(),
  };
}

/** A sender who may no longer publish, or not to them, still sees how it stands, and whom to call. */
function whatCanBeDone(
  announcement: Announcement,
  { outstanding }: Counts,
  { now, isPublisher, isAddressing }: { now: number; isPublisher: boolean; isAddressing: boolean },
) {
  const isReleased = announcement.status === 'released';
  const isInForce = isReleased && !isExpired(announcement, now);
  const correct = isPublisher && isAddressing && isInForce;
  const call = isInForce && outstanding > 0;
  return { withdraw: isPublisher && isReleased, correct, remind: correct && outstanding > 0, call };
}
