import { refresh } from '../layouts/refresh.ts';
import { type Confirmation, pauseMs, type Waiting } from './confirmation.ts';
import { showWaitingCount } from './network-strip.ts';
import { ownSeal } from './own-seal.ts';
import { onQueueNews, tellQueue } from './queue-news.ts';
import { showRefused } from './refused-notices.ts';
import type { Seal } from './seal.ts';
import { sendWaiting } from './send-waiting.ts';
import { setWaitingMarks } from './waiting-marks.ts';
import { dropConfirmation, dropOutdated, keepConfirmation, listConfirmations } from './waiting-queue.ts';

const enoughMs = 1000;

let timer: number | undefined;
let attempts = 0;
let sending = false;
let again = false;

/** Shows what waits on this device for the person of this page, and sends it as soon as anything says that it can be. */
export async function startWaiting(seal: Seal): Promise<void> {
  onQueueNews((news) => {
    void read(seal);
    // The server knows more than this page now: the receipt, or that it asks again.
    if (news === 'settled') refresh();
  });
  for (const event of ['online', 'focus', 'pageshow']) window.addEventListener(event, sendNow);
  document.addEventListener('visibilitychange', sendNow);
  await whileReading(read(seal));
  await dropOutdated(Date.now()).catch(() => undefined);
  sendNow();
}

/** Before it is sent: the page may be closed, and the browser ended, while it is on its way. */
export async function keepPressed(confirmation: Confirmation): Promise<Waiting | null> {
  const seal = ownSeal();
  return seal && Promise.race([keepConfirmation(seal, confirmation).catch(() => null), soon()]);
}

/** It has not got through: from now on every page of this browser shows that it waits. */
export function waitForNetwork(): void {
  tellQueue('kept');
  if ('serviceWorker' in navigator) navigator.serviceWorker.ready.then(askForSync).catch(() => undefined);
  sendNow();
}

export function sendNow(): void {
  const seal = ownSeal();
  if (!seal) return;
  clearTimeout(timer);
  again = sending;
  if (!sending) void send(seal);
}

async function send({ owner }: Seal): Promise<void> {
  sending = true;
  const outcome = await sendWaiting(owner).catch(() => 'still-waits');
  sending = false;
  attempts = outcome === 'still-waits' ? attempts + 1 : 0;
  // Leads to the sign-in, and from there back.
  if (outcome === 'signed-out') refresh();
  else if (again) sendNow();
  else if (outcome === 'still-waits')
    timer = window.setTimeout(sendNow, pauseMs(attempts - 1, Math.random()));
}

/** What has been pressed already is not there to be pressed for a moment. */
async function whileReading(reading: Promise<void>): Promise<void> {
  const form = document.querySelector<HTMLFormElement>('form[data-confirm]');
  if (form) form.inert = true;
  await Promise.race([reading, soon()]);
  if (form) form.inert = false;
}

// Some browsers open their store late, or never.
function soon(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), enoughMs));
}

async function read(seal: Seal): Promise<void> {
  const all = await listConfirmations(seal).catch(() => []);
  const waiting = all.filter(({ refusal }) => refusal === null);
  setWaitingMarks(waiting);
  showWaitingCount(waiting.length);
  showRefused(all, (id) => void dropConfirmation(id).then(() => tellQueue('read')));
}

// Chromium alone sends for a browser in which no page is open.
async function askForSync(registration: ServiceWorkerRegistration): Promise<void> {
  const { sync } = registration as { sync?: { register: (tag: string) => Promise<void> } };
  await sync?.register('umlauf-confirmations');
}
