import type { Request, Response } from 'express';
import { z } from 'zod';
import { parse, pathId, text } from '../platform/http/parse.ts';
import { languages } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { discardDraft } from './discard-draft.ts';
import { createLastLookPage } from './last-look-page.ts';
import { isUnreleased } from './lifecycle.ts';
import { answerNotSaved, answerSaved, isQuiet } from './quiet-save.ts';
import { releaseRoutes } from './release-routes.ts';
import { createDraft, editDraft } from './save-draft.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';
import { contentOf, emptyForm, formOf, parseWriteForm, type WriteForm } from './write-form.ts';
import { createWritePage } from './write-page.ts';
import { writingAidRoutes } from './writing-aid-routes.ts';

const editQuery = z.object({
  q: text().max(200).default(''),
  teams: z.string().optional(),
  add: z.enum(languages).nullable().default(null),
  missing: z.string().optional(),
});

export function writeRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, config } = umlauf;
  const page = createWritePage(umlauf);
  const lastLook = createLastLookPage(umlauf);

  async function findOwn(request: Request): Promise<Announcement> {
    return getPublishedBy(db, actorOf(request), pathId(request.params['id']));
  }

  async function save(request: Request, response: Response, draft: Announcement | null): Promise<void> {
    const form = parseWriteForm(request.body, languageOf(umlauf, request));
    explainRefusal(response, async (refusal) => {
      if (isQuiet(request)) answerNotSaved(umlauf, request, response, refusal, draft);
      else await page.show(request, response, { form, draft, refusal, isTyped: true });
    });
    // Without a title there is nothing to save yet; what was asked for is shown with what was typed.
    if (form.content.title === '' && asksForMore(form)) {
      await page.show(request, response, { form, draft, isTyped: true });
      return;
    }
    const content = contentOf(form, draft, config.timeZone);
    const actor = actorOf(request);
    const saved = draft
      ? await editDraft(umlauf, actor, draft.id, content, form.updatedAt)
      : await createDraft(umlauf, actor, content);
    if (isQuiet(request)) answerSaved(umlauf, request, response, saved);
    else response.redirect(303, nextPath(saved.id, form));
  }

  async function showDraft(request: Request, response: Response): Promise<void> {
    const draft = await findOwn(request);
    if (!isUnreleased(draft)) {
      response.redirect(303, `/announcements/${draft.id}`);
      return;
    }
    const { q, teams, add, missing } = parse(editQuery, request.query);
    const asked = { q, teams: teams !== undefined, addTranslation: add };
    const form = formOf(draft, asked, config.timeZone);
    if (missing !== undefined && draft.status === 'draft') {
      // The page is what was asked for: a form that leads here has done its work, and must not be sent again.
      explainRefusal(response, (refusal) =>
        page.show(request, response.status(200), { form, draft, refusal }),
      );
      await lastLook.check(draft);
    }
    await page.show(request, response, { form, draft });
  }

  return [
    {
      method: 'get',
      path: '/announcements/new',
      guard: 'publisher',
      handle: (request, response) =>
        page.show(request, response, { form: emptyForm(languageOf(umlauf, request)), draft: null }),
    },
    {
      method: 'post',
      path: '/announcements',
      guard: 'publisher',
      handle: (request, response) => save(request, response, null),
    },
    ...writingAidRoutes(umlauf),
    { method: 'get', path: '/announcements/:id/edit', guard: 'signed-in', handle: showDraft },
    {
      method: 'post',
      path: '/announcements/:id/draft',
      guard: 'signed-in',
      handle: async (request, response) => save(request, response, await findOwn(request)),
    },
    {
      method: 'post',
      path: '/announcements/:id/deletion',
      guard: 'signed-in',
      handle: async (request, response) => {
        await discardDraft(umlauf, actorOf(request), pathId(request.params['id']));
        response.redirect(303, '/announcements');
      },
    },
    ...releaseRoutes(umlauf),
  ];
}

const asksForMore = ({ intent, asked }: WriteForm): boolean =>
  intent === 'search' || intent === 'teams' || asked.addTranslation !== null;

function nextPath(id: string, { intent, asked }: WriteForm): string {
  if (intent === 'release') return `/announcements/${id}/release`;
  const query = new URLSearchParams({
    ...(asked.q === '' ? {} : { q: asked.q }),
    ...(asked.teams ? { teams: '1' } : {}),
    ...(asked.addTranslation === null ? {} : { add: asked.addTranslation }),
  });
  return `/announcements/${id}/edit${query.size === 0 ? '' : `?${query.toString()}`}`;
}
