import { Refusal } from '../../platform/refusal.ts';
import { mostQueryWords, queryWords, type QueryWord } from './search-words.ts';

/** What somebody looks for; of these there is at least one. */
export type MessageSearch = {
  words: QueryWord[];
  personId: string | null;
  channelId: string | null;
  /** From this instant on. */
  from: number | null;
  /** Before this instant. */
  to: number | null;
};

type Given = { q: string; person?: string; channel?: string; from?: number; to?: number };

/** Refuses `invalid` what asks for nothing, for too much, or for what cannot be. */
export function checkSearch({ q, person, channel, from, to }: Given): MessageSearch {
  const words = queryWords(q);
  if (words.length === 0 && q.trim() !== '')
    throw new Refusal('invalid', 'search-without-words', { field: 'q' });
  if (words.length > mostQueryWords)
    throw new Refusal('invalid', 'search-many-words', { field: 'q', params: { most: mostQueryWords } });
  const search = {
    ...{ words, personId: person ?? null, channelId: channel ?? null },
    ...{ from: from ?? null, to: to ?? null },
  };
  const { personId, channelId } = search;
  if (words.length === 0 && [personId, channelId, search.from, search.to].every((part) => part === null))
    throw new Refusal('invalid', 'search-empty', { field: 'q' });
  if (search.from !== null && search.to !== null && search.from >= search.to)
    throw new Refusal('invalid', 'search-times', { field: 'to' });
  return search;
}
