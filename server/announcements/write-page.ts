import type { Request, Response } from 'express';
import { renderMarkdown } from '../platform/markdown.ts';
import type { Refusal } from '../platform/refusal.ts';
import { languages, translate, type Language } from '../platform/views/languages.ts';
import { actorOf } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement, Translation } from './announcement.ts';
import { findLastDecision } from './approval-queries.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { clipAudience } from './audience.ts';
import { createAudiencePanel } from './audience-panel.ts';
import { listLinkable } from './linked-channel.ts';
import { describeReminders } from './reminder-choice.ts';
import { describeTimes, noTimes } from './typed-times.ts';
import type { WriteForm } from './write-form.ts';

/** `draft`: what the form belongs to; null while it has never been saved. */
type ShownForm = {
  form: WriteForm;
  draft: Announcement | null;
  refusal?: Refusal;
  /** The form holds what was typed and not saved. */
  isTyped?: boolean;
};

/** The page on which an announcement is written. */
export function createWritePage(umlauf: Umlauf) {
  const { db, config } = umlauf;
  const panel = createAudiencePanel(umlauf);

  async function show(request: Request, response: Response, shown: ShownForm): Promise<void> {
    const { form, draft, refusal, isTyped = false } = shown;
    const isSaved = draft !== null && !isTyped;
    const { asked, typed } = form;
    const { person, roles } = actorOf(request);
    const addressable = await findAddressable(db, person.id, roles);
    const content = { ...form.content, audience: clipAudience(form.content.audience, addressable) };
    const { q, teams, addTranslation } = asked;
    const language = languageOf(umlauf, request);
    const texts = withEmpty(content, addTranslation);
    const used = [content.language, ...texts.map((text) => text.language)];
    const field = refusal?.field ?? null;
    await showPage(umlauf, request, response, 'announcements/write', pageOf, {
      ...(await panel.describe(content.audience)),
      ...(await panel.find(q, content.audience, addressable)),
      draft: {
        ...{ id: draft?.id ?? null, number: draft?.number ?? null },
        // Whoever has not been told of another window's change must not overwrite it.
        updatedAt:
          isTyped && refusal?.reason !== 'draft-changed' ? form.updatedAt : (draft?.updatedAt ?? null),
        ...{ status: draft?.status ?? 'draft', releaseAt: draft?.releaseAt ?? null },
      },
      form: { ...content, ...typed },
      channels: await listLinkable(db, person.id, content.channelId),
      reminders: describeReminders(content, language),
      texts: [content, ...texts].map((text, at) => describeText(text, at === 0, field)),
      languages: languages.map((each) => ({
        ...{ language: each, chosen: each === content.language, used: used.includes(each) },
      })),
      blanks: languages.map((each) => describeText({ language: each, title: '', body: '' }, false, null)),
      times: describeTimes(typed, draft ?? noTimes, config.timeZone),
      q,
      teamTree: teams ? await panel.listTree(content.audience, addressable) : null,
      returned: draft?.status === 'draft' ? await findReturned(draft.id) : null,
      ...{ isSaved, isTyped },
      isSavedByItself: (draft?.status ?? 'draft') === 'draft' && refusal?.code !== 'conflict',
      refusal: refusal && {
        title: translate(language, isSaved ? 'write.notYet' : 'write.notSaved'),
        sentence: translate(language, `refusals:${refusal.reason}`, refusal.params),
        field,
      },
    });
  }

  async function findReturned(id: string) {
    const decision = await findLastDecision(db, id);
    return decision?.decision === 'send-back' ? decision : null;
  }

  return { show };
}

const pageOf = { title: 'write.title', nav: 'released' as const };

function withEmpty({ language, translations }: WriteForm['content'], added: Language | null): Translation[] {
  const isThere = [language, ...translations.map((text) => text.language)].includes(added ?? language);
  return added === null || isThere
    ? translations
    : [...translations, { language: added, title: '', body: '' }];
}

/** One language of the text: what its fields are called, and which of them was refused. */
function describeText({ language, title, body }: Translation, isOwn: boolean, refused: string | null) {
  const idOf = (name: string) => (isOwn ? name : `${name}-${language}`);
  return {
    ...{ language, title, body, isOwn },
    ...{ titleId: idOf('title'), bodyId: idOf('body') },
    titleName: isOwn ? 'title' : 'translationTitle',
    bodyName: isOwn ? 'body' : 'translationBody',
    wrong: refused === idOf('title') ? 'title' : refused === idOf('body') ? 'body' : null,
    previewHtml: body.trim() === '' ? null : renderMarkdown(body),
  };
}
