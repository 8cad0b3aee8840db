import { pageFact } from './page-facts.ts';
import {
  findSubscription,
  forgetSubscription,
  isOwn,
  recallSubscription,
  saveSubscription,
  subscribeHere,
} from './push-device.ts';

const second = 1000;
const day = 24 * 60 * 60 * second;

/**
 * Browsers renew or lose subscriptions without a word, so the page tells the server once a day which one is valid.
 * Only where push was turned on here: whoever signs in after somebody else has not asked for it.
 */
export async function renewPush(): Promise<void> {
  const known = recallSubscription();
  if (!known || !('Notification' in window) || Notification.permission !== 'granted') return;
  if (!isOwn(known)) return forgetSubscription();
  const subscription = await findSubscription();
  const valid = subscription && isForThisServer(subscription) ? subscription : null;
  if (valid && valid.endpoint === known.endpoint && Date.now() - known.savedAt < day) return;
  await (valid ? saveSubscription(valid) : subscribeAgain(subscription)).catch(() => undefined);
}

/** The next person on this browser must not get what was meant for this one. */
export async function endPushHere(): Promise<void> {
  if (!recallSubscription()) return;
  const enough = new Promise((resolve) => setTimeout(resolve, second));
  await Promise.race([forgetSubscription().catch(() => undefined), enough]);
}

async function subscribeAgain(old: PushSubscription | null): Promise<void> {
  await old?.unsubscribe();
  await saveSubscription(await subscribeHere(10 * second));
}

function isForThisServer({ options }: PushSubscription): boolean {
  const key = options.applicationServerKey;
  return !key || base64url(key) === pageFact('vapidPublicKey');
}

function base64url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
