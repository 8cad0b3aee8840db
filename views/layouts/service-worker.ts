import { pageFact } from '../shared/page-facts.ts';
import { paySignOut } from '../offline/leave-device.ts';
import { isSignOutOwed } from '../offline/owed-sign-out.ts';
import { canKeep } from '../offline/waiting-queue.ts';

/** It keeps one page for times without network, in the language that was seen last. */
export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  void start().catch(() => undefined);
  if (canKeep()) void payWhatIsOwed().catch(() => undefined);
}

async function start(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ release: pageFact('release'), language: document.documentElement.lang });
}

// The service worker keeps pages back until then; where it could not, as after a forced reload, the page makes up for it.
async function payWhatIsOwed(): Promise<void> {
  if ((await isSignOutOwed()) && (await paySignOut())) location.replace('/sign-in');
}
