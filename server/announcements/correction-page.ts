import type { Request, Response } from 'express';
import { findCounts } from '../acknowledgements/progress-queries.ts';
import { pathId } from '../platform/http/parse.ts';
import type { Refusal } from '../platform/refusal.ts';
import { languages, translate } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import { isExpired, type Announcement } from './announcement.ts';
import { correctAnnouncement } from './correct-announcement.ts';
import {
  correctionFormOf,
  parseCorrectionForm,
  toCorrection,
  type CorrectionForm,
} from './correction-form.ts';
import { longestSentence } from './lifecycle.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';

export function correctionRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock, config } = umlauf;
  const path = '/announcements/:id/correction';

  const find = (request: Request, id: string): Promise<Announcement> =>
    getPublishedBy(db, actorOf(request), id);

  async function show(
    request: Request,
    response: Response,
    found: Announcement,
    form: CorrectionForm,
    refusal: Refusal | null,
  ): Promise<void> {
    const language = languageOf(umlauf, request);
    const counts = (await findCounts(db, [found.id])).get(found.id);
    const page = { title: 'lifecycle.correct', nav: 'released' as const };
    await showPage(umlauf, request, response, 'announcements/correction', page, {
      announcement: { ...found, isOverdue: found.deadlineAt !== null && found.deadlineAt <= clock.now() },
      form: {
        ...{ kind: form.kind, note: form.note, deadlineAt: form.deadlineTyped },
        // After a conflict the next attempt is made from the version that is shown to hold now.
        version: found.version,
        texts: listTexts(found, form, refusal && fieldOf(refusal, found)),
      },
      recipients: counts?.recipients ?? 0,
      confirmed: counts?.confirmed ?? 0,
      longestNote: longestSentence,
      refusal: refusal && {
        field: fieldOf(refusal, found),
        sentence: translate(language, `refusals:${refusal.reason}`, refusal.params),
      },
    });
  }

  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const found = await find(request, pathId(request.params['id']));
        if (found.status === 'released' && !isExpired(found, clock.now()))
          await show(request, response, found, correctionFormOf(found, config.timeZone), null);
        else response.redirect(303, `/announcements/${found.id}`);
      },
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const { id, status } = await find(request, pathId(request.params['id']));
        const form = parseCorrectionForm(request.body);
        if (status === 'released') {
          explainRefusal(response, async (refusal) => {
            await show(request, response, await find(request, id), form, refusal);
          });
        }
        const ask = (found: Announcement) => toCorrection(form, found, config.timeZone);
        await correctAnnouncement(umlauf, actorOf(request), id, ask, form.version);
        umlauf.nudgeDelivery();
        response.redirect(303, `/announcements/${id}`);
      },
    },
  ];
}

/** The sender's language first, then those there are, then those that can be added. */
function listTexts(found: Announcement, form: CorrectionForm, wrong: string | null): object[] {
  const present = [found.language, ...found.translations.map(({ language }) => language)];
  const others = languages.filter((language) => !present.includes(language));
  return [...present, ...others].map((language) => {
    const { title = '', body = '' } = form.texts.get(language) ?? {};
    return {
      ...{ language, title, body, isMain: language === found.language },
      ...{ isOpen: title !== '' || body !== '' || present.includes(language) },
      ...{ isTitleWrong: wrong === `title-${language}`, isBodyWrong: wrong === `body-${language}` },
    };
  });
}

/** The rules know the sender's text as `title` and `body`. */
const fieldOf = ({ field }: Refusal, { language }: Announcement): string | null =>
  field === 'title' || field === 'body' ? `${field}-${language}` : field;
