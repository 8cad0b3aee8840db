import type { Request, Response } from 'express';
import { z } from 'zod';
import { searchPeople } from '../directory/directory-queries.ts';
import { idempotencyKeyOf } from '../platform/http/idempotency-key.ts';
import { parse, pathId, text } from '../platform/http/parse.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import { longestBody, type Announcement } from './announcement.ts';
import { discardDraft } from './discard-draft.ts';
import { getPublishedBy } from './sent-announcement-queries.ts';
import { releaseAnnouncement } from './release-announcement.ts';
import { createDraft, editDraft } from './save-draft.ts';
import { audienceSchema, toAudience } from './schemas.ts';
import { deadlineOf, parseWriteForm } from './write-form.ts';
import { createWritePage, emptyForm, formOf, mostFound, unsaved } from './write-page.ts';

const searchQuery = z.object({ q: text().max(200).default('') });
const reachBody = z.strictObject({ audience: audienceSchema });
const editQuery = z.object({ reach: z.string().optional(), q: text().max(200).default('') });
const releaseForm = z.object({
  recipients: z.coerce.number().int().min(0).optional(),
  updatedAt: z.coerce.number().int().optional(),
});
const previewBody = z.strictObject({ body: text().max(longestBody) });

export function writeRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, config } = umlauf;
  const page = createWritePage(umlauf);

  async function findOwnDraft(request: Request): Promise<Announcement> {
    return getPublishedBy(db, actorOf(request), pathId(request.params['id']));
  }

  async function release(request: Request, response: Response): Promise<void> {
    const draft = await findOwnDraft(request);
    if (draft.status === 'draft') {
      const form = formOf(draft, '', config.timeZone);
      const shown = { form, shown: draft, withReach: true };
      explainRefusal(response, (refusal) => page.show(request, response, { ...shown, refusal }));
    }
    const { recipients = null, updatedAt = null } = parse(releaseForm, request.body ?? {});
    await releaseAnnouncement(umlauf, actorOf(request), draft.id, {
      idempotencyKey: idempotencyKeyOf(request),
      expectedRecipients: recipients,
      expectedUpdatedAt: updatedAt,
    });
    response.redirect(303, `/announcements/${draft.id}/progress`);
  }

  async function save(request: Request, response: Response, draft: Announcement | null): Promise<void> {
    const form = parseWriteForm(request.body);
    const shown = { form, shown: draft ?? unsaved, withReach: false };
    explainRefusal(response, (refusal) => page.show(request, response, { ...shown, refusal }));
    if (form.intent === 'search' && form.content.title === '') {
      await page.show(request, response, { ...shown, refusal: null });
      return;
    }
    const content = { ...form.content, deadlineAt: deadlineOf(form, config.timeZone) };
    const actor = actorOf(request);
    const saved = draft
      ? await editDraft(umlauf, actor, draft.id, content, form.updatedAt)
      : await createDraft(umlauf, actor, content);
    const query = { save: '', reach: '?reach=1', search: `?q=${encodeURIComponent(form.q)}` }[form.intent];
    response.redirect(303, `/announcements/${saved.id}/edit${query}`);
  }

  async function showDraft(request: Request, response: Response): Promise<void> {
    const draft = await findOwnDraft(request);
    if (draft.status !== 'draft') {
      response.redirect(303, `/announcements/${draft.id}`);
      return;
    }
    const { reach, q } = parse(editQuery, request.query);
    const form = formOf(draft, q, config.timeZone);
    await page.show(request, response, { form, shown: draft, refusal: null, withReach: reach !== undefined });
  }

  const fragment = { title: 'write.title', nav: null };
  return [
    {
      method: 'get',
      path: '/announcements/new',
      guard: 'publisher',
      handle: (request, response) =>
        page.show(request, response, { form: emptyForm(), shown: unsaved, refusal: null, withReach: false }),
    },
    {
      method: 'post',
      path: '/announcements',
      guard: 'publisher',
      handle: (request, response) => save(request, response, null),
    },
    {
      method: 'get',
      path: '/announcements/people-search',
      guard: 'publisher',
      handle: async (request, response) => {
        const { q } = parse(searchQuery, request.query);
        const peopleFound = q.trim() === '' ? [] : await searchPeople(db, { q, limit: mostFound });
        await showPage(umlauf, request, response, 'shared/people-found', fragment, { q, peopleFound });
      },
    },
    {
      method: 'post',
      path: '/announcements/reach-preview',
      guard: 'publisher',
      handle: async (request, response) => {
        await page.showReach(request, response, toAudience(parse(reachBody, request.body).audience));
      },
    },
    {
      method: 'post',
      path: '/announcements/preview',
      guard: 'publisher',
      handle: async (request, response) => {
        const bodyHtml = renderMarkdown(parse(previewBody, request.body).body);
        await showPage(umlauf, request, response, 'shared/prose', fragment, { bodyHtml });
      },
    },
    { method: 'get', path: '/announcements/:id/edit', guard: 'signed-in', handle: showDraft },
    {
      method: 'post',
      path: '/announcements/:id/draft',
      guard: 'signed-in',
      handle: async (request, response) => save(request, response, await findOwnDraft(request)),
    },
    { method: 'post', path: '/announcements/:id/release', guard: 'signed-in', handle: release },
    {
      method: 'post',
      path: '/announcements/:id/deletion',
      guard: 'signed-in',
      handle: async (request, response) => {
        await discardDraft(umlauf, actorOf(request), pathId(request.params['id']));
        response.redirect(303, '/announcements');
      },
    },
  ];
}
