import { z } from 'zod';
import { parse, text } from '../../platform/http/parse.ts';
import { readFilter } from './scim-filter.ts';
import type { Page } from './scim-page.ts';

export const mostResults = 200;
const usualResults = 100;

const number = () =>
  z
    .string()
    .regex(/^-?\d{1,9}$/, 'must be a whole number')
    .transform(Number);
const names = () => text().max(2000).optional();
const listQuery = z.object({
  filter: text().max(1000).optional(),
  startIndex: number().optional(),
  count: number().optional(),
  attributes: names(),
  excludedAttributes: names(),
});

export type Wanted = { only: Set<string> | null; without: Set<string> };

/** Which part of a list is asked for (RFC 7644 section 3.4.2.4), and what of each (section 3.9). */
export function readListQuery(query: unknown): { page: Page; startIndex: number; wanted: Wanted } {
  const { filter, startIndex = 1, count = usualResults, ...asked } = parse(listQuery, query);
  const from = Math.max(1, startIndex);
  return {
    page: {
      filter: filter === undefined ? [] : readFilter(filter),
      offset: from - 1,
      count: Math.min(Math.max(0, count), mostResults),
    },
    startIndex: from,
    wanted: toWanted(asked),
  };
}

export const readWanted = (query: unknown): Wanted => toWanted(parse(listQuery, query));

function toWanted({ attributes, excludedAttributes }: z.infer<typeof listQuery>): Wanted {
  const set = (list: string) =>
    new Set(list.split(',').map((name) => (name.trim().split(/[.[]/)[0] ?? '').toLowerCase()));
  return {
    only: attributes === undefined ? null : set(attributes),
    without: set(excludedAttributes ?? ''),
  };
}

/** Without what is not wanted; id and schemas are always there. */
export function select(
  resource: Record<string, unknown>,
  { only, without }: Wanted,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      const key = name.toLowerCase();
      return ['id', 'schemas'].includes(key) || (only ? only.has(key) : !without.has(key));
    }),
  );
}

export const wants = (name: string, { only, without }: Wanted): boolean =>
  only ? only.has(name) : !without.has(name);
