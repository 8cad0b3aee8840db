import type { Request, Response } from 'express';
import type { Refusal } from '../platform/refusal.ts';
import { when } from '../platform/views/dates.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { describeTimes, typeTimes } from './typed-times.ts';

/** The page saves what is being typed by itself, with its own form, and asks for a few words instead of a page. */
export const isQuiet = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

export function answerSaved(umlauf: Umlauf, request: Request, response: Response, draft: Announcement): void {
  const { timeZone } = umlauf.config;
  const language = languageOf(umlauf, request);
  const now = umlauf.clock.now();
  const { isReleaseTwice, deadlineTurn, expiryTurn } = describeTimes(
    typeTimes(draft, timeZone),
    draft,
    timeZone,
  );
  const say = (turn: typeof deadlineTurn) => turn && translate(language, 'write.turn', { context: turn });
  response.json({
    path: `/announcements/${draft.id}`,
    updatedAt: draft.updatedAt,
    said: translate(language, 'write.saved', { when: when(now, { language, timeZone, now }) }),
    isReleaseTwice,
    hints: { deadlineAt: say(deadlineTurn) ?? '', expiresAt: say(expiryTurn) ?? '' },
  });
}

/** `draft`: as it stands now, which whoever has been told that it was changed may overwrite. */
export function answerNotSaved(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  refusal: Refusal,
  draft: Announcement | null,
): void {
  const language = languageOf(umlauf, request);
  response.json({
    reason: refusal.reason,
    field: refusal.field,
    sentence: translate(language, `refusals:${refusal.reason}`, refusal.params),
    updatedAt: refusal.reason === 'draft-changed' ? (draft?.updatedAt ?? null) : null,
  });
}
