import { type Answer, judge, type Verdict, type Waiting } from './confirmation.ts';
import { dropText } from './kept-texts.ts';
import { tellQueue } from './queue-news.ts';
import type { Seal } from './seal.ts';
import { countWaiting, dropConfirmation, listConfirmations, refuseConfirmation } from './waiting-queue.ts';

interface Me {
  offline: Seal;
  csrfToken: string;
}

const patienceMs = 20_000;

export type Outcome = 'nothing-waits' | 'signed-out' | 'still-waits';

/**
 * Sends what waits for the person who is signed in now, and for nobody else; several pages at once send once. From a
 * page, `owner` is its person: has another one signed in meanwhile, nothing is sent.
 */
export function sendWaiting(owner?: string): Promise<Outcome> {
  return navigator.locks.request('umlauf-sending', async () => {
    if ((await countWaiting(owner)) === 0) return 'nothing-waits';
    const me = await askWhoIsSignedIn();
    if (me === 'nobody') return 'signed-out';
    if (!me || (owner !== undefined && me.offline.owner !== owner)) return 'still-waits';
    const waiting = (await listConfirmations(me.offline)).filter(({ refusal }) => refusal === null);
    const verdicts: Verdict[] = [];
    for (const each of waiting) {
      verdicts.push(await sendOne(me, each));
      if (verdicts.at(-1) === 'later-all') break;
    }
    if (verdicts.some(isSettled)) tellQueue('settled');
    const isDone = verdicts.length === waiting.length && verdicts.every(isSettled);
    return isDone ? 'nothing-waits' : 'still-waits';
  });
}

const isSettled = (verdict: Verdict): boolean => verdict === 'taken' || verdict === 'refused';

async function sendOne(me: Me, waiting: Waiting): Promise<Verdict> {
  const { answer, detail } = await post(me.csrfToken, waiting);
  const verdict = judge(answer);
  if (verdict === 'taken') await dropConfirmation(waiting.id);
  if (verdict === 'refused') await refuseConfirmation(me.offline, waiting, detail);
  if (isSettled(verdict)) await dropText(waiting.announcementId);
  return verdict;
}

// The session may have been renewed since the button was pressed, and the token with it.
async function askWhoIsSignedIn(): Promise<Me | 'nobody' | null> {
  const { status, json } = await ask('/api/v1/me', {});
  if (status === 401) return 'nobody';
  const { offline, csrfToken } = (json ?? {}) as Partial<Me>;
  return offline && csrfToken ? { offline, csrfToken } : null;
}

interface Judged {
  answer: Answer;
  detail: string;
}

async function post(csrfToken: string, waiting: Waiting): Promise<Judged> {
  const { announcementId, version, clientAckId, claimedAt } = waiting;
  const { status, json } = await ask(`/api/v1/announcements/${announcementId}/acknowledgement`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
    body: JSON.stringify({ version, clientAckId, claimedAt: new Date(claimedAt).toISOString() }),
  });
  const { announcementId: confirmed, type = '', detail = '' } = json ?? {};
  const isOurs =
    status !== null && (status < 300 ? confirmed === announcementId : status >= 500 || type !== '');
  return { answer: { status: isOurs ? status : null, problem: type }, detail };
}

/** Only JSON comes from Umlauf: a hotel’s network answers everything with its own page. */
async function ask(
  path: string,
  init: RequestInit,
): Promise<{ status: number | null; json: Record<string, string> | null }> {
  const options: RequestInit = { cache: 'no-store', signal: AbortSignal.timeout(patienceMs), ...init };
  const answer = await fetch(path, options).catch(() => null);
  const json = (await answer?.json().catch(() => null)) as Record<string, string> | null | undefined;
  return { status: answer?.status ?? null, json: json ?? null };
}
