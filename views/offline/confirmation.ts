/** What a person has confirmed and the server does not know yet. */
export interface Confirmation {
  announcementId: string;
  version: number;
  clientAckId: string;
  /** By the clock of the device, when the button was pressed. */
  claimedAt: number;
}

export interface Waiting extends Confirmation {
  id: string;
  /** Why the server did not take it, in its own words; null while it waits. */
  refusal: string | null;
}

const day = 24 * 3600 * 1000;
export const keptForMs = 30 * day;

/** What becomes of those that wait when one more is pressed: pressing twice is one confirmation, a newer text counts. */
export function supersede(
  waiting: Waiting[],
  pressed: Confirmation,
): { same: Waiting | null; outdated: Waiting[] } {
  const earlier = waiting.filter(({ announcementId }) => announcementId === pressed.announcementId);
  const same = earlier.find(({ version, refusal }) => version === pressed.version && refusal === null);
  return { same: same ?? null, outdated: earlier.filter((each) => each !== same) };
}

/** What the server said to one confirmation. Without an answer, or from a stranger in between, `status` is null. */
export interface Answer {
  status: number | null;
  /** RFC 9457: the path that names the problem. */
  problem?: string;
}

export type Verdict = 'taken' | 'refused' | 'later' | 'later-all';

/** A refusal is final only when the server itself judged this confirmation; anything else may be different later. */
export function judge({ status, problem }: Answer): Verdict {
  if (status === null || status === 401 || status === 429 || status === 503) return 'later-all';
  if (status >= 200 && status < 300) return 'taken';
  if (status === 403 && /\/(csrf|foreign-origin|session-needed)$/.test(problem ?? '')) return 'later-all';
  if (status >= 400 && status < 500 && status !== 408) return 'refused';
  return 'later';
}

const [first, longest] = [10_000, 120_000];

/** How long to wait before the next attempt: longer each time, and not for all phones the same. */
export function pauseMs(attempts: number, chance: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(attempts, 10));
  return whole / 2 + (whole / 2) * chance;
}
