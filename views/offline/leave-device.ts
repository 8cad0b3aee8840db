import {
  deleteFact,
  dropMessages,
  listRecords,
  putRecord,
  readFact,
  type SealedRecord,
  writeFact,
} from './device-store.ts';
import { forgetOwedSignOut, whoseSignOutIsOwed, writeOwedSignOut } from './owed-sign-out.ts';
import { dropTexts } from './kept-texts.ts';
import type { Seal } from './seal.ts';
import { dropAllOf } from './waiting-queue.ts';

interface Me {
  csrfToken: string | null;
  offline: Seal | null;
}

const patienceMs = 20_000;

/** Ends the session. The answer clears whatever the browser keeps; what is sealed to others goes on waiting for them. */
export async function postSignOut(csrfToken: string, owner: string): Promise<boolean> {
  const others = await listOthers(owner);
  const deviceKey = await readFact('device-key');
  const answer = await fetch('/sign-out', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: csrfToken }),
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => null);
  // It leads to the sign-in, which a page cannot see from here.
  if (answer?.type !== 'opaqueredirect') return false;
  if (others.length > 0) await writeFact('device-key', deviceKey);
  for (const record of others) await putRecord(record);
  return true;
}

/** Without network the server cannot be told yet: nothing stays here, and it is told before anything else is shown. */
export async function oweSignOut(owner: string): Promise<void> {
  await dropAllOf(owner);
  await dropTexts();
  await dropMessages();
  if ((await listOthers(owner)).length === 0) await deleteFact('device-key');
  await deleteFact('last-person');
  await writeOwedSignOut(owner);
  localStorage.clear();
  sessionStorage.clear();
}

/** Tells the server late. False while it cannot be reached. */
export async function paySignOut(): Promise<boolean> {
  const answer = await fetch('/api/v1/me', { cache: 'no-store' }).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 401)) return false;
  const { csrfToken, offline } = (await answer.json().catch(() => ({}))) as Partial<Me>;
  const owner = offline?.owner ?? '';
  // Whoever has signed in here since then goes on.
  const isStillIn = answer.ok && owner === (await whoseSignOutIsOwed());
  if (isStillIn && !(await postSignOut(csrfToken ?? '', owner))) return false;
  await forgetOwedSignOut();
  return true;
}

async function listOthers(owner: string): Promise<SealedRecord[]> {
  return (await listRecords()).filter((record) => record.owner !== owner);
}
