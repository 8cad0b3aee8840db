import { renewToken } from '../layouts/renew-token.ts';

export type Saved = {
  path: string;
  updatedAt: number;
  said: string;
  hints: Record<string, string>;
  isReleaseTwice: boolean;
};
export type NotSaved = {
  reason: string | null;
  field: string | null;
  sentence: string;
  updatedAt: number | null;
};

type Outcome =
  | { outcome: 'saved'; saved: Saved }
  | { outcome: 'refused'; refusal: NotSaved }
  | { outcome: 'signed-out' }
  | { outcome: 'failed' };

const patienceMs = 20_000;
/** Browsers let no more go on when the page is left. */
const mostKept = 60_000;

/** Sends what stands in the form, as its button would, and asks for a few words instead of a page. */
export async function sendDraft(form: HTMLFormElement): Promise<Outcome> {
  const first = await request(form);
  if (first?.status !== 403) return read(first);
  // The person may have signed in again in another window.
  await renewToken(form);
  return read(await request(form));
}

async function request(form: HTMLFormElement): Promise<Response | null> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  fields.delete('q');
  const body = fields.toString();
  return fetch(form.getAttribute('action') ?? '', {
    method: 'POST',
    body,
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    keepalive: body.length < mostKept,
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null);
}

async function read(response: Response | null): Promise<Outcome> {
  if (!response || response.status >= 500) return { outcome: 'failed' };
  if (response.redirected) return { outcome: 'signed-out' };
  const text = await response.text().catch(() => null);
  if (text === null) return { outcome: 'failed' };
  if (response.ok) return { outcome: 'saved', saved: JSON.parse(text) as Saved };
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return { outcome: 'refused', refusal: isJson ? (JSON.parse(text) as NotSaved) : readPage(text) };
}

function readPage(html: string): NotSaved {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const sentence = page.querySelector('main p')?.textContent.trim() ?? '';
  return { reason: null, field: null, sentence, updatedAt: null };
}
