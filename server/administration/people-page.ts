import type { Request, Response } from 'express';
import { z } from 'zod';
import { pageOf } from '../platform/http/page-of.ts';
import { id, parse, text } from '../platform/http/parse.ts';
import type { Umlauf } from '../umlauf.ts';
import { peopleStates, searchEverybody } from './people-queries.ts';
import { pathWith, showAdministration } from './show-administration.ts';

const atOnce = 50;
const pageQuery = z.object({
  q: text().max(200).default(''),
  state: z.enum(peopleStates).default('all'),
  after: id().optional(),
});

/** Everybody who is or was in the house, by name. */
export async function showPeople(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const place = parse(pageQuery, request.query);
  const { q, state, after } = place;
  const { items, next } = pageOf(
    await searchEverybody(umlauf.db, { ...place, limit: atOnce + 1 }),
    atOnce,
    (person) => person.id,
  );
  const pathOf = (given: { state?: string; after?: string }) =>
    pathWith('/administration/people', { q, ...given });
  await showAdministration(
    umlauf,
    request,
    response,
    'people',
    { section: 'people', title: 'administration.people' },
    {
      ...{ q, state, people: items },
      paths: { all: pathOf({}), present: pathOf({ state: 'present' }), left: pathOf({ state: 'left' }) },
      firstPath: after === undefined ? null : pathOf({ state }),
      nextPath: next === null ? null : pathOf({ state, after: next }),
    },
  );
}
