import type { Request, Response } from 'express';
import { z } from 'zod';
import { parse, pathId, text } from '../platform/http/parse.ts';
import type { Refusal } from '../platform/refusal.ts';
import { translate, type Language } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { getSubmitted } from './approval-queries.ts';
import { createAudiencePanel } from './audience-panel.ts';
import { chooseText } from './choose-text.ts';
import { decideApproval } from './decide-approval.ts';
import { describeAudience } from './describe-audience.ts';
import { longestSentence } from './lifecycle.ts';
import { findSender } from './present.ts';
import { sampleAudience } from './sample-audience.ts';

const approvalForm = z.object({
  decision: z.enum(['approve', 'send-back']),
  note: text().max(5000).default(''),
  updatedAt: z.coerce.number().int().optional(),
  recipients: z.coerce.number().int().min(0).optional(),
});

/** The second person looks at what is to be released, and decides. Its own sender sees that it waits. */
export function approvalRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;
  const panel = createAudiencePanel(umlauf);
  const path = '/announcements/:id/approval';

  const find = (request: Request, id: string): Promise<Announcement> =>
    getSubmitted(db, actorOf(request), id);

  async function show(
    request: Request,
    response: Response,
    found: Announcement,
    note: string,
    refusal: Refusal | null,
  ): Promise<void> {
    const language = languageOf(umlauf, request);
    const { releaseAt, senderId, audience } = found;
    const page = { title: '', titleText: found.title, nav: 'released' as const };
    await showPage(umlauf, request, response, 'announcements/approval', page, {
      announcement: {
        ...found,
        sender: await findSender(db, found),
        audienceText: await describeAudience(umlauf, found, { language, isSender: true }),
        isPlanned: releaseAt !== null && releaseAt > clock.now(),
        isMissed: releaseAt !== null && releaseAt <= clock.now(),
      },
      texts: listTexts(found),
      sample: await sampleAudience(db, audience),
      reach: (await panel.describe(audience)).reach,
      isSender: senderId === actorOf(request).person.id,
      note,
      longestNote: longestSentence,
      refusal: refusal && { field: refusal.field, sentence: sentenceOf(refusal, language) },
    });
  }

  return [
    {
      method: 'get',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const found = await find(request, pathId(request.params['id']));
        if (found.status === 'awaiting-approval') await show(request, response, found, '', null);
        else response.redirect(303, `/announcements/${found.id}`);
      },
    },
    {
      method: 'post',
      path,
      guard: 'signed-in',
      handle: async (request, response) => {
        const found = await find(request, pathId(request.params['id']));
        const {
          decision,
          note,
          updatedAt = null,
          recipients = null,
        } = parse(approvalForm, request.body ?? {});
        if (found.status === 'awaiting-approval') {
          explainRefusal(response, async (refusal) => {
            await show(request, response, await find(request, found.id), note, refusal);
          });
        }
        const expected = { updatedAt, recipients, contentHash: null };
        const decided = await decideApproval(umlauf, actorOf(request), found.id, {
          ...{ decision, note: note.replaceAll('\r\n', '\n') },
          expected,
        });
        const done = decided.status === 'draft' ? 'sent-back' : decided.status;
        response.redirect(303, `/announcements?done=${done}`);
      },
    },
  ];
}

const listTexts = (found: Announcement) =>
  [found.language, ...found.translations.map(({ language }) => language)].map((language) =>
    chooseText(found, language),
  );

/** To a second person a changed draft is one that he has to read again. */
const sentenceOf = ({ reason, params }: Refusal, language: Language): string =>
  reason === 'draft-changed'
    ? translate(language, 'lifecycle.changedSince')
    : translate(language, `refusals:${reason}`, params);
