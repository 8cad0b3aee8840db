import { z } from 'zod';
import { parse, text } from '../../platform/http/parse.ts';
import { instantsOf } from '../../platform/local-time.ts';
import { Refusal } from '../../platform/refusal.ts';
import { placePattern } from './search-queries.ts';

const formSchema = z.object({
  q: text().max(200).default(''),
  person: text().max(200).default(''),
  channel: z
    .string()
    .regex(/^[0-9a-f]{32}$|^$/, 'is not an id')
    .default(''),
  from: text().max(20).default(''),
  to: text().max(20).default(''),
  after: z.string().regex(placePattern, 'is no place in a search').optional(),
});

/** The form as it was typed; days on the clocks of the house, the last one included. */
export type SearchForm = z.infer<typeof formSchema>;

export function parseSearchForm(query: unknown): SearchForm {
  const form = parse(formSchema, query);
  return { ...form, q: form.q.trim(), person: form.person.trim() };
}

export const isEmptyForm = ({ q, person, channel, from, to }: SearchForm): boolean =>
  [q, person, channel, from, to].every((field) => field === '');

/** By more than words. */
export const isNarrowed = ({ person, channel, from, to }: SearchForm): boolean =>
  [person, channel, from, to].some((field) => field !== '');

const dayMs = 24 * 3_600_000;

const dayAfter = (day: string): string => {
  const at = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(at) ? '' : new Date(at + dayMs).toISOString().slice(0, 10);
};

/** Some clocks skip midnight in a night of spring. */
const beginningOf = (day: string, timeZone: string): number | undefined =>
  instantsOf(`${day}T00:00`, timeZone)[0] ?? instantsOf(`${day}T01:00`, timeZone)[0];

/** From the beginning of one day to the end of another. Refuses a day that there is not. */
export function readDays(
  { from, to }: Pick<SearchForm, 'from' | 'to'>,
  timeZone: string,
): { from: number | null; to: number | null } {
  const read = (field: 'from' | 'to', day: string): number | null => {
    if ({ from, to }[field] === '') return null;
    const at = beginningOf(day, timeZone);
    if (at === undefined) throw new Refusal('invalid', 'no-such-day', { field });
    return at;
  };
  return { from: read('from', from), to: read('to', dayAfter(to)) };
}

/** Where the next page of the same search is, or with no place its first. */
export function searchPath(form: SearchForm, after?: string): string {
  const fields = Object.entries({ ...form, after: after ?? '' }).filter(([, value]) => value !== '');
  return `/channels/search?${new URLSearchParams(fields).toString()}`;
}
