import { type Answer, judge, type Verdict } from '../offline/confirmation.ts';
import { pageFact } from '../shared/page-facts.ts';
import { sendJson } from '../shared/send-json.ts';
import type { PostedMessage } from '../../server/live-events.ts';

/** What somebody has said and the server does not know yet. */
export interface Outgoing {
  /** The `clientMessageId`: however often it is sent, it is said once. */
  id: string;
  channelId: string;
  text: string;
  replyToSeq: number | null;
  writtenAt: number;
  /** Why the server did not take it, in its own words; null while it waits. */
  refusal: string | null;
}

export interface Delivered {
  verdict: Verdict;
  message: PostedMessage | null;
  /** In the words of the server. */
  detail: string;
  /** The person is not in the channel any more. */
  isGone: boolean;
  /** There is a connection; it was too much at once. */
  isHeldUp: boolean;
}

const patienceMs = 20_000;

export async function deliver({ id, channelId, text, replyToSeq }: Outgoing): Promise<Delivered> {
  const body = { clientMessageId: id, text, ...(replyToSeq === null ? {} : { replyToSeq }) };
  const signal = AbortSignal.timeout(patienceMs);
  const answer = await sendJson(`/api/v1/channels/${channelId}/messages`, { body, signal }).catch(() => null);
  const json = (await answer?.json().catch(() => null)) as
    Partial<PostedMessage & Problem> | null | undefined;
  if (/\/csrf$/.test(json?.type ?? '')) await renewToken();
  const verdict = verdictOf(answer?.status ?? null, id, json ?? {});
  const message = verdict === 'taken' ? (json as PostedMessage) : null;
  const isGone = verdict === 'refused' && answer?.status === 404;
  const isHeldUp = verdict === 'later-all' && answer?.status === 429;
  return { verdict, message, detail: json?.detail ?? '', isGone, isHeldUp };
}

// To call all once more may take an hour: what is said after it does not wait for that.
function verdictOf(status: number | null, id: string, json: Partial<PostedMessage & Problem>): Verdict {
  return /\/too-many-calls$/.test(json.type ?? '') ? 'refused' : judge(statusOf(status, id, json));
}

/** The person may have signed in again in another window; whoever else has, says nothing in his name. */
async function renewToken(): Promise<void> {
  const answer = await fetch('/api/v1/me', { cache: 'no-store' }).catch(() => null);
  const me = (await answer?.json().catch(() => null)) as Me | null | undefined;
  if (me?.person?.id === pageFact('person')) document.body.dataset['csrfToken'] = me?.csrfToken ?? '';
}

interface Me {
  person?: { id: string };
  csrfToken?: string;
}

interface Problem {
  type: string;
  detail: string;
}

// Only JSON of its own comes from Umlauf: a hotel’s network answers everything with its own page.
function statusOf(status: number | null, id: string, json: Partial<PostedMessage & Problem>): Answer {
  const { type = '', clientMessageId } = json;
  const isOurs = status !== null && (status < 300 ? clientMessageId === id : status >= 500 || type !== '');
  return { status: isOurs ? status : null, problem: type };
}
