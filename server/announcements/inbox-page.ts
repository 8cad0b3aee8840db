import type { Request, Response } from 'express';
import { z } from 'zod';
import { pageOf } from '../platform/http/page-of.ts';
import { parse, text } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { isWaiting } from './inbox-card.ts';
import { groupByMonth } from './inbox-months.ts';
import { placeOf, placeSchema, readPlace } from './inbox-place.ts';
import { filters, listInbox, type Filter } from './inbox-queries.ts';

const pageSize = 30;
const inboxQuery = z.object({
  state: z.enum(filters).default('all'),
  q: text().max(200).default(''),
  after: placeSchema.optional(),
});

type Search = { state: Filter; q: string; after?: string | undefined };

function pathTo({ state, q, after }: Search): string {
  const query = new URLSearchParams({
    ...(state === 'all' ? {} : { state }),
    ...(q === '' ? {} : { q }),
    ...(after === undefined ? {} : { after }),
  });
  return query.size === 0 ? '/' : `/?${query.toString()}`;
}

/** The title where the page is not simply the inbox. */
function headingOf({ state, q, after }: Search): string | null {
  if (q !== '') return 'inbox.found';
  if (state !== 'all') return `inbox.filters.${state}`;
  return after === undefined ? null : 'inbox.olderOnes';
}

const nothingFor = ({ q }: Search): string => (q === '' ? 'inbox.nothingHere' : 'inbox.nothingFound');

export function inboxRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db, clock, config } = umlauf;

  async function showInbox(request: Request, response: Response): Promise<void> {
    const { person } = actorOf(request);
    const given = parse(inboxQuery, request.query);
    const search: Search = { ...given, q: given.q.trim() };
    const { state, q, after } = search;
    const [now, language] = [clock.now(), languageOf(umlauf, request)];
    const found = await listInbox(
      db,
      { personId: person.id, language },
      { filter: state, q, now, limit: pageSize + 1, after: readPlace(after) },
    );
    const { items, next } = pageOf(found, pageSize, placeOf);
    const heading = headingOf(search);
    const isCalm = q === '' && after === undefined && (state === 'all' || state === 'outstanding');
    const title = heading ?? 'nav.inbox';
    await showPage(
      umlauf,
      request,
      response,
      'announcements/inbox',
      { title, titleParams: { words: q }, nav: 'inbox' },
      {
        heading: heading === null ? null : translate(language, heading, { words: q }),
        search: { state, words: q, isOpen: state !== 'all' || q !== '', isFirst: after === undefined },
        filters: filters.map((name) => ({
          ...{ name: translate(language, `inbox.filters.${name}`), isCurrent: name === state },
          path: pathTo({ state: name, q }),
        })),
        obligations: items.filter(isWaiting),
        fresh: items.filter((card) => card.state === 'new'),
        months: groupByMonth(
          items.filter((card) => !isWaiting(card) && card.state !== 'new'),
          { language, timeZone: config.timeZone, now },
        ).map((month) => ({ ...month, isEarlier: month.isThis && heading === null })),
        isCalm,
        nothing: items.length > 0 || isCalm ? null : translate(language, nothingFor(search)),
        firstPath: pathTo({ state, q }),
        nextPath: next === null ? null : pathTo({ state, q, after: next }),
      },
    );
  }

  return [{ method: 'get', path: '/', guard: 'signed-in', handle: showInbox }];
}
