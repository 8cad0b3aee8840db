import type { Request, Response } from 'express';
import { z } from 'zod';
import { parse } from '../platform/http/parse.ts';
import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { deviceCookie, readCookie, sessionCookie } from './cookies.ts';
import { deviceLabel } from './device-label.ts';
import type { UmlaufRoute } from './guards.ts';
import { keepSession } from './keep-session.ts';
import { useSignInLink } from './use-sign-in-link.ts';

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const linkForm = z.object({ secret, shared: z.literal('1').optional() });

/** Opening the link does not use it up, as mail scanners and previews open links too: the person presses once. */
export function linkRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { config } = umlauf;
  const path = '/sign-in/link';

  async function enter(request: Request, response: Response): Promise<void> {
    const given = parse(linkForm, request.body);
    const { cookie } = request.headers;
    const kind = given.shared === '1' ? 'shared' : 'own';
    const opened = await useSignInLink(umlauf, given.secret, {
      kind,
      deviceLabel: deviceLabel(request.headers['user-agent']),
      deviceSecret: readCookie(cookie, deviceCookie(config)),
      sessionSecret: readCookie(cookie, sessionCookie(config)),
    });
    keepSession(response, config, kind, opened);
    response.redirect(303, '/');
  }

  return [
    {
      method: 'get',
      path,
      guard: 'anyone',
      handle: async (request, response) => {
        const given = parse(z.object({ secret }), request.query);
        const page = { title: 'signIn.title', nav: null };
        await showPage(umlauf, request, response, 'sign-in/link', page, given);
      },
    },
    { method: 'post', path, guard: 'anyone', handle: enter },
  ];
}
