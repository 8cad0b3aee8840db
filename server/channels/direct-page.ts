import type { Request, Response } from 'express';
import { z } from 'zod';
import { findPeople } from '../directory/directory-queries.ts';
import { id, parse, repeated, text } from '../platform/http/parse.ts';
import type { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { listColleagueIds, searchColleagues } from './colleague-queries.ts';
import { openConversation } from './open-conversation.ts';

const mostFound = 30;
const directForm = z.object({
  people: repeated(id()),
  q: text().max(200).default(''),
  intent: z.enum(['search', 'open']).default('open'),
});
const empty = { people: [], q: '' };

export function directRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;

  /** Who is chosen stands first; then those found, or everybody where there are few. */
  async function show(
    request: Request,
    response: Response,
    { people, q }: { people: string[]; q: string },
    refusal: Refusal | null,
  ): Promise<void> {
    const personId = actorOf(request).person.id;
    const known = new Set(await listColleagueIds(db, personId));
    const chosen = await findPeople(
      db,
      people.filter((one) => known.has(one)),
    );
    const found = await searchColleagues(db, personId, { q, limit: mostFound });
    const page = { title: 'channels.directTitle', nav: 'channels' as const };
    await showPage(umlauf, request, response, 'channels/direct', page, {
      q,
      chosen: chosen.map(({ id, name, department }) => ({ id, name, department })),
      found: found.filter((person) => !people.includes(person.id)),
      isAlone: known.size === 0,
      refusal:
        refusal && translate(languageOf(umlauf, request), `refusals:${refusal.reason}`, refusal.params),
    });
  }

  async function open(request: Request, response: Response): Promise<void> {
    const { people, q, intent } = parse(directForm, request.body ?? {});
    if (intent === 'search') {
      await show(request, response, { people, q }, null);
      return;
    }
    explainRefusal(response, async (refusal) => {
      if (refusal.code !== 'invalid') throw refusal;
      await show(request, response, { people, q }, refusal);
    });
    const conversation = await openConversation(umlauf, actorOf(request), people);
    response.redirect(303, `/channels/${conversation.id}`);
  }

  return [
    {
      method: 'get',
      path: '/channels/direct/new',
      guard: 'signed-in',
      handle: (request, response) => show(request, response, empty, null),
    },
    { method: 'post', path: '/channels/direct', guard: 'signed-in', handle: open },
  ];
}
