import type { Request, Response } from 'express';
import { z } from 'zod';
import { isInTimeByClaim, isLate } from '../acknowledgements/acknowledgement.ts';
import { findCounts } from '../acknowledgements/progress-queries.ts';
import { describeAnswers } from '../answers/describe-answers.ts';
import { parse, pathId } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { languages } from '../platform/views/languages.ts';
import { actorOf } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { isExpired, type Announcement } from './announcement.ts';
import { findAnnouncementFor } from './announcement-queries.ts';
import { chooseText } from './choose-text.ts';
import { describeAudience } from './describe-audience.ts';
import { describeCorrection } from './describe-correction.ts';
import { describeHistory } from './describe-history.ts';
import { findLinkedChannel } from './linked-channel.ts';
import { isUnreleased } from './lifecycle.ts';
import { findOwnObligation, findSender } from './present.ts';
import { offerRecall } from './recall-offer.ts';
import { checkWordsOf } from './words/check-words.ts';

const shownQuery = z.object({ language: z.enum(languages).optional() });

/** What its recipients read, and its sender with what he can do about it. */
export async function showAnnouncement(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db, clock, sessionSecret } = umlauf;
  const { person } = actorOf(request);
  const announcement = await findAnnouncementFor(db, person.id, pathId(request.params['id']));
  if (!announcement) throw new Refusal('not-found');
  const { id, status } = announcement;
  if (status === 'draft' || status === 'awaiting-approval') {
    response.redirect(303, `/announcements/${id}/${status === 'draft' ? 'edit' : 'approval'}`);
    return;
  }
  const { language: asked } = parse(shownQuery, request.query);
  const language = languageOf(umlauf, request);
  const text = chooseText(announcement, language, asked);
  const isSender = announcement.senderId === person.id;
  const counts = (await findCounts(db, [id])).get(id);
  const own = await findOwnObligation(db, person.id, announcement);
  const page = {
    title: '',
    titleText: text.title,
    nav: isSender ? ('released' as const) : ('inbox' as const),
  };
  await showPage(umlauf, request, response, 'announcements/announcement', page, {
    announcement: {
      ...announcement,
      sender: await findSender(db, announcement),
      audienceText: await describeAudience(umlauf, announcement, { language, isSender }),
      recipients: counts?.recipients ?? 0,
      isExpired: isExpired(announcement, clock.now()),
      words: checkWordsOf(sessionSecret, id),
    },
    text,
    askedLanguage: asked ?? null,
    correction: status === 'released' ? await describeCorrection(db, announcement, person.id, text) : null,
    isRecipient: own !== null,
    confirmedVersion: own?.confirmedVersion ?? null,
    obligation: own && describeObligation(announcement, own, clock.now()),
    sent: isSender ? await describeSent(umlauf, announcement) : null,
    questions: await findLinkedChannel(db, person.id, announcement.channelId),
    answers: isUnreleased(announcement) ? null : await describeAnswers(umlauf, request, announcement),
  });
}

type Own = NonNullable<Awaited<ReturnType<typeof findOwnObligation>>>;

function describeObligation(announcement: Announcement, own: Own, now: number): object | null {
  const { acknowledgement, deadlineAt } = announcement;
  if (acknowledgement === 'none') return null;
  const receipt = own.acknowledgement;
  const open = deadlineAt !== null && deadlineAt < now ? 'late' : 'outstanding';
  return {
    state: receipt ? 'confirmed' : isExpired(announcement, now) ? 'expired' : open,
    asTeam: own.asTeam,
    clientAckId: newId(),
    receipt: receipt && {
      acknowledgedAt: receipt.acknowledgedAt,
      claimedAt: receipt.claimedAt,
      late: isLate(receipt),
      inTimeByClaim: isInTimeByClaim(receipt),
    },
    isAskedAgain: receipt === null && own.confirmedVersion !== null,
  };
}

async function describeSent({ db, clock }: Umlauf, announcement: Announcement): Promise<object> {
  const now = clock.now();
  const { id, status, updatedAt } = announcement;
  const isInForce = status === 'released' && !isExpired(announcement, now);
  return {
    ...{ updatedAt, canCorrect: isInForce, canWithdraw: status === 'released' },
    recall: offerRecall(announcement, now),
    history: await describeHistory(db, id),
  };
}
