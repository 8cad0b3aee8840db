import type { Request, Response } from 'express';
import { z } from 'zod';
import { listSubscriptionsOf } from '../delivery/subscription-queries.ts';
import { isUnconfirmed } from '../delivery/subscription.ts';
import { parse, pathId, text } from '../platform/http/parse.ts';
import { languages } from '../platform/views/languages.ts';
import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { chooseEnter } from './choose-enter.ts';
import { chooseLanguage } from './choose-language.ts';
import { chooseQuietHours } from './choose-quiet-hours.ts';
import { chooseShortcuts } from './choose-shortcuts.ts';
import { createToken } from './create-token.ts';
import { describeQuietHours } from './describe-quiet-hours.ts';
import { deviceKind } from './device-label.ts';
import { endDevice } from './end-device.ts';
import { actorOf, type UmlaufRoute } from './guards.ts';
import { revokeToken } from './revoke-token.ts';
import { listDevices } from './device-queries.ts';
import { listTeamsAround } from '../directory/team-queries.ts';
import { listTokens } from './token-queries.ts';

const languageForm = z.object({ language: z.enum(languages) });
const shortcutsForm = z.object({ shortcuts: z.enum(['on', 'off']) });
const quietForm = z.object({
  quiet: z.enum(['house', 'own', 'none']),
  from: z.string().max(20).default(''),
  to: z.string().max(20).default(''),
});
const enterForm = z.object({ enter: z.enum(['send', 'line']) });
const tokenForm = z.object({ name: text().max(200), scope: z.enum(['read', 'write']) });
const meQuery = z.object({
  test: z.literal('queued').optional().catch(undefined),
  quiet: z.literal('saved').optional().catch(undefined),
});

export function meRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock } = umlauf;

  async function showMe(request: Request, response: Response, newToken: string | null): Promise<void> {
    const { person, session } = actorOf(request);
    const now = clock.now();
    const subscriptions = await listSubscriptionsOf(db, person.id);
    const here = subscriptions.find(({ deviceId }) => deviceId === session?.deviceId);
    const devices = await listDevices(db, person.id, now);
    await showPage(
      umlauf,
      request,
      response,
      'sign-in/me',
      { title: 'nav.me', nav: 'me' },
      {
        quiet: await describeQuietHours(umlauf, person.id),
        enterSends: session?.enterSends ?? true,
        otherTeams: (await listTeamsAround(db, person.id))
          .filter(({ direct, name }) => direct && name !== person.department)
          .map(({ name }) => name),
        pushDetail: umlauf.config.pushDetail,
        push: { subscribed: here !== undefined, lastAcceptedAt: here?.lastAcceptedAt ?? null },
        devices: devices.map((device) => ({
          ...device,
          kind: deviceKind(device.label),
          current: device.id === session?.deviceId,
          isUnconfirmed: device.pushHeardAt !== null && isUnconfirmed(device.pushHeardAt, now),
        })),
        tokens: await listTokens(db, person.id, now),
        newToken,
        testResult: parse(meQuery, request.query).test ?? null,
        isQuietSaved: parse(meQuery, request.query).quiet !== undefined,
      },
    );
  }

  return [
    {
      method: 'get',
      path: '/me',
      guard: 'session',
      handle: (request, response) => showMe(request, response, null),
    },
    {
      method: 'post',
      path: '/me/language',
      guard: 'session',
      handle: async (request, response) => {
        await chooseLanguage(umlauf, actorOf(request), parse(languageForm, request.body ?? {}).language);
        response.redirect(303, '/me#section-language');
      },
    },
    {
      method: 'post',
      path: '/me/shortcuts',
      guard: 'session',
      handle: async (request, response) => {
        const { shortcuts } = parse(shortcutsForm, request.body ?? {});
        await chooseShortcuts(umlauf, actorOf(request), shortcuts === 'on');
        response.redirect(303, '/me#section-shortcuts');
      },
    },
    {
      method: 'post',
      path: '/me/quiet-hours',
      guard: 'session',
      handle: async (request, response) => {
        await chooseQuietHours(umlauf, actorOf(request), parse(quietForm, request.body ?? {}));
        response.redirect(303, '/me?quiet=saved#section-quiet');
      },
    },
    {
      method: 'post',
      path: '/me/enter',
      guard: 'session',
      handle: async (request, response) => {
        const { enter } = parse(enterForm, request.body ?? {});
        await chooseEnter(umlauf, actorOf(request), enter === 'send');
        response.redirect(303, '/me#section-enter');
      },
    },
    {
      method: 'post',
      path: '/me/devices/:id/end',
      guard: 'session',
      handle: async (request, response) => {
        await endDevice(umlauf, actorOf(request), pathId(request.params['id']), 'ended');
        response.redirect(303, '/me');
      },
    },
    {
      method: 'post',
      path: '/me/tokens',
      guard: 'session',
      handle: async (request, response) => {
        const { person } = actorOf(request);
        const token = await createToken(umlauf, person.id, {
          personId: person.id,
          ...parse(tokenForm, request.body ?? {}),
        });
        await showMe(request, response, token.secret);
      },
    },
    {
      method: 'post',
      path: '/me/tokens/:id/revocation',
      guard: 'session',
      handle: async (request, response) => {
        const { person } = actorOf(request);
        await revokeToken(umlauf, person.id, pathId(request.params['id']), person.id);
        response.redirect(303, '/me');
      },
    },
  ];
}
