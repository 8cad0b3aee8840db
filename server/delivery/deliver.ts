import { faultPoint } from '../platform/fault-point.ts';
import type { House } from '../umlauf.ts';
import type { Attempt } from './delivery.ts';
import type { PushSender } from './push/send-push.ts';
import type { RefusalWarning } from './refusal-warning.ts';
import type { Trial } from './settle-batch.ts';
import type { Letter, Untried, Written } from './write-letters.ts';

const tooLarge = 413;

/** Sends what was written for one delivery, if anything is to be sent. Answers what came of it. */
export async function deliver(
  house: House,
  { sender, warnOfRefusal }: { sender: PushSender; warnOfRefusal: RefusalWarning },
  { delivery, letter }: Written,
): Promise<Trial> {
  const endpoint = typeof letter === 'object' && 'message' in letter ? letter.message.endpoint : null;
  const warn = (attempt: Attempt): void => {
    if (endpoint !== null && 'status' in attempt && isRefused(attempt.status))
      warnOfRefusal(endpoint, attempt.status);
  };
  const trial = async (): Promise<Attempt | Untried> => {
    if (typeof letter === 'string') return letter;
    if ('putOffTo' in letter) return letter;
    if ('broken' in letter) throw letter.broken;
    return post(sender, letter, warn);
  };
  let attempt: Attempt | Untried;
  try {
    attempt = await trial();
  } catch (error) {
    house.log.error({ err: error, deliveryId: delivery.id }, 'a delivery broke; it is tried again later');
    attempt = { fault: `broken: ${error instanceof Error ? error.name : typeof error}` };
  }
  faultPoint('delivery-answered');
  return { delivery, attempt, endpoint };
}

/** What is too large for a service is said without its content. */
async function post(
  sender: PushSender,
  { message, discreet }: Letter,
  warn: (attempt: Attempt) => void,
): Promise<Attempt> {
  const attempt = await sender.send(message);
  warn(attempt);
  const isTooLarge = 'status' in attempt && attempt.status === tooLarge;
  return isTooLarge && discreet !== null ? sender.send({ ...message, payload: discreet }) : attempt;
}

/** Neither accepted, nor gone, nor a matter of time: a fault of ours. */
const isRefused = (status: number): boolean =>
  status >= 300 && status < 500 && ![404, 408, 410, 429].includes(status);
