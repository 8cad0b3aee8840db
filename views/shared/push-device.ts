import { pageFact } from './page-facts.ts';
import { sendJson } from './send-json.ts';

const memory = 'umlauf.push';
const path = '/api/v1/push-subscriptions';

export interface PushMemory {
  id: string;
  endpoint: string;
  savedAt: number;
  owner: string;
}

/**
 * Asks the browser's push service for a subscription. Some browsers never answer when it is out of reach, and none has
 * a service worker ready that could not be installed: either ends with a TimeoutError.
 */
export async function subscribeHere(patienceMs: number): Promise<PushSubscription> {
  const timeout = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new DOMException('The push service does not answer', 'TimeoutError')),
      patienceMs,
    );
  });
  return Promise.race([subscribe(), timeout]);
}

async function subscribe(): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: pageFact('vapidPublicKey') ?? '',
  });
}

export async function findSubscription(): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

export async function saveSubscription(subscription: PushSubscription): Promise<void> {
  const answer = await sendJson(path, { body: subscription });
  if (!answer.ok) throw new Error(`The subscription was not accepted: ${answer.status}`);
  const { id } = (await answer.json()) as { id: string };
  const { endpoint } = subscription;
  const saved: PushMemory = { id, endpoint, savedAt: Date.now(), owner: signedInPerson() };
  localStorage.setItem(memory, JSON.stringify(saved));
}

export async function endSubscription(): Promise<void> {
  const known = recallSubscription();
  await forgetSubscription();
  if (known) await sendJson(`${path}/${encodeURIComponent(known.id)}`, { method: 'DELETE' });
}

export async function forgetSubscription(): Promise<void> {
  localStorage.removeItem(memory);
  await (await findSubscription())?.unsubscribe();
}

export function recallSubscription(): PushMemory | null {
  const text = localStorage.getItem(memory);
  return text === null ? null : (JSON.parse(text) as PushMemory);
}

export function isOwn({ owner }: PushMemory): boolean {
  return owner === signedInPerson();
}

function signedInPerson(): string {
  return pageFact('person') ?? '';
}
