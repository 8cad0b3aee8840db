import { Refusal } from '../../platform/refusal.ts';
import { mostQueryWords, queryWords, type QueryWord } from './search-words.ts';

/** What somebody looks for; of these there is at least one. */
export type MessageSearch = {
  words: QueryWord[];
  /** Said by one of these people; null: by whomever. */
  personIds: string[] | null;
  channelId: string | null;
  /** From this instant on. */
  from: number | null;
  /** Before this instant. */
  to: number | null;
};

type Given = Omit<MessageSearch, 'words'> & { q: string };

/** Refuses `invalid` what asks for nothing, for too much, or for what cannot be. */
export function checkSearch({ q, ...rest }: Given): MessageSearch {
  const words = queryWords(q);
  if (words.length === 0 && q.trim() !== '')
    throw new Refusal('invalid', 'search-without-words', { field: 'q' });
  if (words.length > mostQueryWords)
    throw new Refusal('invalid', 'search-many-words', { field: 'q', params: { most: mostQueryWords } });
  if (words.length === 0 && Object.values(rest).every((part) => part === null))
    throw new Refusal('invalid', 'search-empty', { field: 'q' });
  if (rest.from !== null && rest.to !== null && rest.from >= rest.to)
    throw new Refusal('invalid', 'search-times', { field: 'to' });
  return { words, ...rest };
}
