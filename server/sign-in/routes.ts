import type { Request, Response } from 'express';
import { Passport } from 'passport';
import { z } from 'zod';
import { parse, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { languages, translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import { authenticateWith } from './authenticate-with.ts';
import {
  clearCookie,
  deviceCookie,
  languageCookie,
  readCookie,
  sessionCookie,
  setCookie,
} from './cookies.ts';
import { DemoStrategy } from './demo-strategy.ts';
import { deviceLabel } from './device-label.ts';
import { endDevice } from './end-device.ts';
import { actorOf, type UmlaufRoute } from './guards.ts';
import { keepSession } from './keep-session.ts';
import { LdapStrategy } from './ldap-strategy.ts';
import { openSession } from './open-session.ts';
import { ownPath } from './own-path.ts';
import { beginSignOut } from './saml/begin-sign-out.ts';
import { leavingCookie } from './saml/flow-cookies.ts';
import { showLeaving } from './saml/show-leaving.ts';
import { listDemoPeople } from './list-demo-people.ts';

const languageCookieMs = 365 * 24 * 3600 * 1000;

const signInQuery = z.object({
  q: text().max(200).default(''),
  returnTo: z.string().max(2000).default(''),
  language: z.enum(languages).optional().catch(undefined),
  shared: z.literal('1').optional().catch(undefined),
  ended: z.enum(['1', 'kept']).optional().catch(undefined),
});
const signInForm = z.object({
  login: text().max(200),
  password: z.string().max(1000).optional(),
  shared: z.literal('1').optional(),
  returnTo: z.string().max(2000).default(''),
});

/** What whoever sent a form, and was signed out, is told of it. */
const endedSentences = { '1': 'session-ended', kept: 'session-ended-kept' };

const signInPath = (returnTo: string): string =>
  returnTo === '' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(ownPath(returnTo))}`;

type Shown = { q?: string; login?: string; returnTo: string; isShared?: boolean; refusal?: string | null };

export function signInRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { config } = umlauf;
  // Where there is an identity provider, nobody gets past it, nor past its second factor.
  const hasPassword = config.ldap !== null && config.saml === null;
  const passport = new Passport();
  passport.use(new DemoStrategy(umlauf));
  passport.use(new LdapStrategy(umlauf));

  async function show(
    request: Request,
    response: Response,
    { q = '', login = '', returnTo, isShared = false, refusal = null }: Shown,
  ): Promise<void> {
    const language = languageOf(umlauf, request);
    await showPage(
      umlauf,
      request,
      response,
      'sign-in/sign-in',
      { title: 'signIn.title', nav: null },
      {
        groups: umlauf.demo ? await listDemoPeople(umlauf, q) : [],
        hasPassword,
        login,
        q,
        refusal: refusal && translate(language, `refusals:${refusal}`),
        returnTo: returnTo === '' ? null : ownPath(returnTo),
        isShared,
        samlPath: umlauf.idp ? `/sign-in/saml?returnTo=${encodeURIComponent(ownPath(returnTo))}` : null,
        languagePath: `${signInPath(returnTo)}${returnTo === '' ? '?' : '&'}language=`,
      },
    );
  }

  async function signIn(request: Request, response: Response): Promise<void> {
    const { login, password, shared, returnTo } = parse(signInForm, request.body ?? {});
    const how = hasPassword && password !== undefined ? 'ldap' : 'demo';
    const again = (refusal: string) =>
      show(request, response, {
        login: how === 'ldap' ? login : '',
        returnTo,
        isShared: shared === '1',
        refusal,
      });
    if (how === 'ldap') explainRefusal(response, ({ reason }) => again(reason));
    const found = await authenticateWith(passport, how, request, response);
    if (!found) {
      response.status(401);
      await again(how === 'ldap' ? 'sign-in-password' : 'sign-in');
      return;
    }
    const kind = shared === '1' ? 'shared' : 'own';
    const opened = await openSession(umlauf, {
      personId: found.personId,
      signedInHow: how,
      kind,
      deviceLabel: deviceLabel(request.headers['user-agent']),
      deviceSecret: readCookie(request.headers.cookie, deviceCookie(config)),
      sessionSecret: readCookie(request.headers.cookie, sessionCookie(config)),
    });
    keepSession(response, config, kind, opened);
    response.redirect(303, ownPath(returnTo));
  }

  return [
    {
      method: 'get',
      path: '/sign-in',
      guard: 'anyone',
      handle: async (request, response) => {
        const { language, q, returnTo, shared, ended } = parse(signInQuery, request.query);
        if (language) {
          setCookie(response, config, languageCookie(config), language, languageCookieMs);
          response.redirect(303, signInPath(returnTo));
          return;
        }
        if (request.actor) response.redirect(303, '/');
        else if (!(await showLeaving(umlauf, request, response))) {
          const refusal = ended ? endedSentences[ended] : null;
          await show(request, response, { q, returnTo, isShared: shared === '1', refusal });
        }
      },
    },
    { method: 'post', path: '/sign-in', guard: 'anyone', handle: signIn },
    {
      method: 'post',
      path: '/sign-out',
      guard: 'session',
      handle: async (request, response) => {
        const actor = actorOf(request);
        if (!actor.session) throw new Refusal('forbidden', 'session-needed');
        const address = await beginSignOut(umlauf, actor);
        await endDevice(umlauf, actor, actor.session.deviceId, 'signed-out');
        if (address !== null) setCookie(response, config, leavingCookie(config), address, null);
        clearCookie(response, config, sessionCookie(config));
        clearCookie(response, config, deviceCookie(config));
        // The next user of this browser finds nothing: caches, stored drafts, the service worker with its subscription.
        response.set('Clear-Site-Data', '"cache", "storage"');
        response.redirect(303, '/sign-in');
      },
    },
  ];
}
