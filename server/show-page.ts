import type { Request, Response } from 'express';
import { countOutstanding } from './acknowledgements/obligation-queries.ts';
import { countForOtherPublishers } from './announcements/publisher-queries.ts';
import { listUnread } from './channels/unread-queries.ts';
import { csrfToken } from './platform/http/csrf.ts';
import { pickLanguage, translate, type Language } from './platform/views/languages.ts';
import { mayPublish } from './sign-in/actor.ts';
import { languageCookie, readCookie } from './sign-in/cookies.ts';
import { offlineSeal } from './sign-in/offline-seal.ts';
import type { Umlauf } from './umlauf.ts';

type Page = {
  /** A key of the pages' texts, with its parameters; or the text itself, where a person wrote it. */
  title: string;
  titleParams?: Record<string, unknown>;
  titleText?: string;
  nav: 'inbox' | 'channels' | 'released' | 'me' | 'administration' | null;
};

export const languageOf = ({ config }: Umlauf, request: Request): Language =>
  pickLanguage({
    preferred: request.actor?.person.language,
    cookie: readCookie(request.headers.cookie, languageCookie(config)),
    acceptLanguage: request.headers['accept-language'],
    fallback: config.defaultLanguage,
  });

const nothingToRead = { unread: [], muted: [] };

/** What every view may rely on besides its own data. */
async function sharedData(umlauf: Umlauf, request: Request, page: Page): Promise<object> {
  const { config, clock, db, actor } = { ...umlauf, actor: request.actor };
  const language = languageOf(umlauf, request);
  const inboxCount = actor ? await countOutstanding(db, actor.person.id, clock.now()) : 0;
  const { unread, muted } = actor ? await listUnread(db, actor.person.id, clock.now()) : nothingToRead;
  return {
    language,
    timeZone: config.timeZone,
    now: clock.now(),
    houseName: umlauf.houseName,
    demo: umlauf.demo,
    path: request.path,
    release: umlauf.release,
    vapidPublicKey: umlauf.vapid.publicKey,
    page: { title: page.titleText ?? translate(language, page.title, page.titleParams), nav: page.nav },
    person: actor
      ? {
          ...{ id: actor.person.id, name: actor.person.name, department: actor.person.department },
          ...{ ...actor.roles, mayPublish: mayPublish(actor) },
        }
      : null,
    shared: actor?.session?.kind === 'shared',
    shortcuts: actor?.session?.shortcuts ?? false,
    offline: actor ? offlineSeal(umlauf.sessionSecret, actor) : null,
    ...{ inboxCount, titleCount: inboxCount + unread.length },
    ...{ channelCount: unread.length, unreadChannels: unread.join(' '), mutedChannels: muted.join(' ') },
    decisionCount: actor?.roles.publisher ? await countForOtherPublishers(db, actor.person.id) : 0,
    csrfToken: actor?.session ? csrfToken(umlauf.sessionSecret, actor.session.hash) : null,
  };
}

/** Renders a page. Pages are one person's: nothing between here and the browser may keep them. */
export async function showPage(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  view: string,
  page: Page,
  data: object,
): Promise<void> {
  response.set('Cache-Control', 'no-store');
  response.set('Vary', 'Cookie, Accept-Language');
  response.render(view, { ...(await sharedData(umlauf, request, page)), ...data });
}
