import type { Request, Response } from 'express';
import { newId } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { readRoles } from '../sign-in/find-actor.ts';
import { checkAddressable } from './audience.ts';
import { createAudiencePanel } from './audience-panel.ts';
import { sayWhatWillHappen } from './last-look.ts';
import { requestRelease } from './lifecycle.ts';
import { findOverrideUse } from './override-queries.ts';

const noReach = { recipients: 0, push: 0, page: 0, mail: 0, unreachable: 0 };

/** The page between a draft and its release: what the button will do to whom, and the text as they will see it. */
export function createLastLookPage(umlauf: Umlauf) {
  const { clock, config, db } = umlauf;
  const panel = createAudiencePanel(umlauf);

  /** What pressing the button would make of it now. */
  async function judge(draft: Announcement) {
    checkTranslations(draft);
    const { senderId } = draft;
    checkAddressable(draft.audience, await findAddressable(db, senderId, await readRoles(umlauf, senderId)));
    const { approvalAbove } = config;
    const described = await panel.describe(draft.audience);
    const reach = described.reach ?? noReach;
    const override = await findOverrideUse(db, umlauf, draft);
    const rules = { now: clock.now(), approvalAbove, isOverBudget: override?.isOver ?? false };
    const announcement = requestRelease(draft, reach.recipients, rules);
    return { described, reach, approvalAbove, override, announcement };
  }

  /** Refuses what could not be released. `refusal`: why the button did not do it. */
  async function show(
    request: Request,
    response: Response,
    draft: Announcement,
    refusal: Refusal | null,
  ): Promise<void> {
    const { described, ...judged } = await judge(draft);
    const language = languageOf(umlauf, request);
    const viewer = { language, timeZone: config.timeZone, now: clock.now() };
    const page = { title: 'write.look.title', nav: 'released' as const };
    await showPage(umlauf, request, response, 'announcements/last-look', page, {
      ...described,
      draft,
      sentence: sayWhatWillHappen({ ...judged, audience: described.audience }, viewer),
      outcome: judged.announcement.status,
      texts: [
        { language: draft.language, title: draft.title, bodyHtml: draft.bodyHtml },
        ...draft.translations.map((text) => ({
          ...{ language: text.language, title: text.title },
          bodyHtml: draft.translationsHtml[text.language] ?? '',
        })),
      ],
      refusal: refusal && translate(language, `refusals:${refusal.reason}`, refusal.params),
      idempotencyKey: newId(),
    });
  }

  /** Refuses what could not be released. */
  async function check(draft: Announcement): Promise<void> {
    await judge(draft);
  }

  return { show, check };
}

// The rule would name the text of the announcement itself.
function checkTranslations({ body, translations }: Announcement): void {
  const empty = translations.find((text) => text.body.trim() === '');
  if (empty && body.trim() !== '')
    throw new Refusal('invalid', 'body-missing', { field: `body-${empty.language}` });
}
