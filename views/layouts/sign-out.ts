import { countOutgoing } from '../channels/kept-messages.ts';
import { closeNotices } from '../offline/close-notices.ts';
import { oweSignOut, postSignOut } from '../offline/leave-device.ts';
import { canKeep, countWaiting } from '../offline/waiting-queue.ts';
import { pageFact } from '../shared/page-facts.ts';
import { endPushHere } from '../shared/push-renewal.ts';
import { askForToken } from './renew-token.ts';
import { agrees } from './sign-out-warning.ts';

/** Leaves nothing of this person in the browser, also without network; what has not been sent is asked about first. */
export function watchSignOut(disconnect: () => void): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.getAttribute('action') !== '/sign-out') return;
    event.preventDefault();
    if (form.ariaBusy !== 'true') void signOut(form, disconnect);
  });
}

async function signOut(form: HTMLFormElement, disconnect: () => void): Promise<void> {
  const owner = pageFact('offlineOwner') ?? '';
  const waiting = canKeep() ? await countWaiting(owner).catch(() => 0) : 0;
  const messages = canKeep() ? await countOutgoing(owner).catch(() => 0) : 0;
  if (waiting + messages > 0 && !(await agrees(waiting, messages))) return;
  form.ariaBusy = 'true';
  // To be told of the end by the socket would break off the sign-out itself, whose answer clears what the browser keeps.
  disconnect();
  await endPushHere();
  await closeNotices().catch(() => undefined);
  if (canKeep() && 'serviceWorker' in navigator && navigator.serviceWorker.controller) await leave(owner);
  else form.submit();
}

async function leave(owner: string): Promise<void> {
  const token = (await askForToken()) ?? pageFact('csrfToken') ?? '';
  const isOver = await postSignOut(token, owner).catch(() => false);
  if (!isOver) await oweSignOut(owner);
  location.assign('/sign-in');
}
