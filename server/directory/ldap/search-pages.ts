import {
  PagedResultsControl,
  SearchRequest,
  StatusCodeParser,
  type Client,
  type Filter,
  type SearchResponse,
} from 'ldapts';
import type { DirectoryEntry } from './directory-entry.ts';
import { DirectoryFault } from './directory-fault.ts';

export type Search = {
  base: string;
  scope: 'base' | 'sub';
  filter: Filter;
  attributes: string[];
  timeLimitSeconds: number;
};

const pageSize = 200;
/** What happens to be UTF-8 would come as text otherwise. */
const inBytes = new Set(['objectguid', 'objectsid']);
/** In a row. */
const mostEmptyPages = 100;

/**
 * A whole answer, page by page, until the server gives no cookie. `search()` of the library ends at the first page
 * without entries, although a cookie comes with it; connects again in silence, but without a name; and takes a size
 * limit for success. What it is made of does neither, so that is used here: `ldapts` is pinned to one version.
 */
export async function searchPages(client: Client, search: Search): Promise<DirectoryEntry[]> {
  const entries: DirectoryEntry[] = [];
  let cookie: Buffer = Buffer.alloc(0);
  let emptyPages = 0;
  do {
    const page = await askForPage(client, search, cookie);
    for (const { name, attributes } of page.searchEntries)
      entries.push({
        dn: name,
        attributes: new Map(
          attributes.map(({ type, values, parsedBuffers }) => {
            const key = type.toLowerCase();
            return [key, inBytes.has(key) ? parsedBuffers : values];
          }),
        ),
      });
    emptyPages = page.searchEntries.length > 0 ? 0 : emptyPages + 1;
    if (emptyPages > mostEmptyPages)
      throw new DirectoryFault('incomplete', 'the directory answers with empty pages without end');
    cookie = cookieOf(page);
  } while (cookie.length > 0);
  return entries;
}

type Inside = {
  _nextMessageId: () => number;
  _send: (message: SearchRequest) => Promise<SearchResponse | undefined>;
};

async function askForPage(client: Client, search: Search, cookie: Buffer): Promise<SearchResponse> {
  const inside = client as unknown as Inside;
  const request = new SearchRequest({
    messageId: inside._nextMessageId(),
    baseDN: search.base,
    scope: search.scope,
    filter: search.filter,
    attributes: search.attributes,
    timeLimit: search.timeLimitSeconds,
    controls: [new PagedResultsControl({ value: { size: pageSize, cookie } })],
  });
  const response = await inside._send(request);
  if (response?.status !== 0) throw StatusCodeParser.parse(response);
  return response;
}

function cookieOf(page: SearchResponse): Buffer {
  const control = page.controls?.find((given) => given instanceof PagedResultsControl);
  return Buffer.from(control?.value?.cookie ?? []);
}
