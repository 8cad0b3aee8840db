import type { Request, Response } from 'express';
import { z } from 'zod';
import { parse, text } from '../platform/http/parse.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { languages } from '../platform/views/languages.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { longestBody } from './announcement.ts';
import { checkAddressable, nobody } from './audience.ts';
import { createAudiencePanel } from './audience-panel.ts';
import { audienceSchema, toAudience } from './schemas.ts';

const searchQuery = z.object({ q: text().max(200).default('') });
const reachBody = z.strictObject({ audience: audienceSchema });
const previewBody = z.strictObject({ body: text().max(longestBody), language: z.enum(languages).optional() });

/** Pieces of the page on which one writes, for its script. */
export function writingAidRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const panel = createAudiencePanel(umlauf);

  const addressableBy = (request: Request) => {
    const { person, roles } = actorOf(request);
    return findAddressable(umlauf.db, person.id, roles);
  };

  async function send(request: Request, response: Response, view: string, data: object): Promise<void> {
    await showPage(umlauf, request, response, `shared/${view}`, { title: 'write.title', nav: null }, data);
  }

  return [
    {
      method: 'get',
      path: '/announcements/addressees',
      guard: 'publisher',
      handle: async (request, response) => {
        const { q } = parse(searchQuery, request.query);
        await send(request, response, 'addressees-found', {
          q,
          ...(await panel.find(q, nobody, await addressableBy(request))),
        });
      },
    },
    {
      method: 'get',
      path: '/announcements/teams',
      guard: 'publisher',
      handle: async (request, response) => {
        await send(request, response, 'team-tree', {
          teamTree: await panel.listTree(nobody, await addressableBy(request)),
        });
      },
    },
    {
      method: 'post',
      path: '/announcements/reach-preview',
      guard: 'publisher',
      handle: async (request, response) => {
        const audience = toAudience(parse(reachBody, request.body).audience);
        checkAddressable(audience, await addressableBy(request));
        await send(request, response, 'reach', await panel.describe(audience));
      },
    },
    {
      method: 'post',
      path: '/announcements/preview',
      guard: 'publisher',
      handle: async (request, response) => {
        const { body, language = languageOf(umlauf, request) } = parse(previewBody, request.body);
        await send(request, response, 'prose', { bodyHtml: renderMarkdown(body), language });
      },
    },
  ];
}
