import { announce } from '../shared/announcer.ts';
import type { Waiting } from '../offline/confirmation.ts';
import { tellQueue } from '../offline/queue-news.ts';
import { showWaitingBar } from '../offline/waiting-marks.ts';
import { keepPressed, waitForNetwork } from '../offline/waiting-page.ts';
import { dropConfirmation } from '../offline/waiting-queue.ts';
import { placeAnswer } from './place-answer.ts';
import type { Sent } from './send-form.ts';

/** A confirmation is kept on the device until the server has it; null for other forms, and where nothing may be kept. */
export async function keepPress(form: HTMLFormElement): Promise<Waiting | null> {
  const [, announcementId] =
    /^\/announcements\/([^/]+)\/acknowledgement$/.exec(form.getAttribute('action') ?? '') ?? [];
  if (form.dataset['confirm'] === undefined || announcementId === undefined) return null;
  const fields = new FormData(form);
  const clientAckId = fields.get('clientAckId');
  if (typeof clientAckId !== 'string') return null;
  const version = Number(fields.get('version'));
  return keepPressed({ announcementId, version, clientAckId, claimedAt: Date.now() });
}

/** Shows the receipt, or that it waits. */
export function settlePress(form: HTMLFormElement, { id }: Waiting, sent: Sent): void {
  if (isTaken(sent)) {
    placeAnswer(form, sent);
    // Should that fail, it is sent once more and answered by the same receipt.
    dropConfirmation(id)
      .then(() => tellQueue('read'))
      .catch(() => undefined);
  } else if (sent.outcome === 'elsewhere' && new URL(sent.url).pathname === '/sign-in') {
    signInAgain(sent.url);
  } else {
    announce(showWaitingBar(form)?.lastElementChild?.textContent);
    waitForNetwork();
  }
}

// A network that shows its own page for everything also says that all went well.
function isTaken(sent: Sent): sent is Extract<Sent, { outcome: 'here' }> {
  return (
    sent.outcome === 'here' && sent.answer.querySelector('.confirm-bar[data-state="confirmed"]') !== null
  );
}

/** The form did not count, but nothing needs to be pressed again. */
function signInAgain(url: string): void {
  const address = new URL(url);
  address.searchParams.set('ended', 'kept');
  location.assign(address);
}
