import type { Request, Response } from 'express';
import { narrowToWords } from '../../directory/directory-queries.ts';
import type { Db } from '../../platform/db/database.ts';
import { pageOf } from '../../platform/http/page-of.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { translate } from '../../platform/views/languages.ts';
import { languageOf, showPage } from '../../show-page.ts';
import { explainRefusal } from '../../show-trouble.ts';
import { actorOf } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import type { Message } from '../message.ts';
import { listChannelTitles } from './channel-titles.ts';
import { cutExcerpt } from './excerpt.ts';
import { checkSearch, type MessageSearch } from './message-search.ts';
import { readableText } from './readable-text.ts';
import {
  isEmptyForm,
  isNarrowed,
  parseSearchForm,
  readDays,
  searchPath,
  type SearchForm,
} from './search-form.ts';
import { searchMessages, type FoundMessage } from './search-queries.ts';

const atOnce = 25;
const mostNamesakes = 50;

/** The form, and what it finds. */
export async function showSearch(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db, clock, config } = umlauf;
  const form = parseSearchForm(request.query);
  const page = { form, refusal: null, search: null, found: [] };
  explainRefusal(response, (refusal) => show(umlauf, request, response, { ...page, refusal }));
  const search = isEmptyForm(form) ? null : await readForm(db, form, config.timeZone);
  const searching = { personId: actorOf(request).person.id, now: clock.now() };
  const found =
    search && (await searchMessages(db, searching, search, { after: form.after, limit: atOnce + 1 }));
  await show(umlauf, request, response, { ...page, search, found: found ?? [] });
}

type Shown = {
  form: SearchForm;
  refusal: Refusal | null;
  search: MessageSearch | null;
  found: FoundMessage[];
};

async function show(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  { form, refusal, search, found }: Shown,
): Promise<void> {
  const titles = await listChannelTitles(umlauf.db, actorOf(request).person.id);
  const { items, next } = pageOf(found, atOnce, ({ place }) => place);
  const page = { title: 'messageSearch.title', nav: 'channels' as const };
  await showPage(umlauf, request, response, 'channels/search', page, {
    form,
    isNarrowed: isNarrowed(form),
    channels: [...titles].map(([id, title]) => ({ id, title, isChosen: id === form.channel })),
    refusal: refusal && {
      field: refusal.field,
      sentence: translate(languageOf(umlauf, request), `refusals:${refusal.reason}`, refusal.params),
    },
    isSearched: search !== null,
    results: items.map(({ message }) => ({
      path: pathToMessage(message),
      channel: titles.get(message.channelId) ?? '',
      sender: message.sender.name,
      postedAt: message.postedAt,
      pieces: cutExcerpt(readableText(message.html), search?.words ?? []),
    })),
    nextPath: next === null ? null : searchPath(form, next),
    firstPath: form.after === undefined ? null : searchPath({ ...form, after: undefined }),
  });
}

const pathToMessage = ({ channelId, seq }: Pick<Message, 'channelId' | 'seq'>): string =>
  `/channels/${channelId}?at=${String(seq)}#message-${String(seq)}`;

async function readForm(db: Db, form: SearchForm, timeZone: string): Promise<MessageSearch> {
  return checkSearch({
    q: form.q,
    personIds: form.person === '' ? null : await findNamesakes(db, form.person),
    channelId: form.channel === '' ? null : form.channel,
    ...readDays(form, timeZone),
  });
}

/** Whoever is or was in the house and is called so: what they have said stays. */
async function findNamesakes(db: Db, name: string): Promise<string[]> {
  const query = db('people').orderBy(['sort_key', 'id']).limit(mostNamesakes);
  narrowToWords(query, name);
  return (await query.pluck('id')) as string[];
}
