import { pauseMs } from '../offline/confirmation.ts';
import { onNews } from '../layouts/live-news.ts';
import { leavePage } from '../layouts/leave-page.ts';
import { ownSeal } from '../offline/own-seal.ts';
import { announce } from '../shared/announcer.ts';
import { catchUp, showOwn } from './following.ts';
import { channelId, goToEnd } from './conversation-place.ts';
import { dropOutgoing, keepOutgoing, listOutgoing } from './kept-messages.ts';
import { deliver, type Outgoing } from './outgoing.ts';
import { pendingRow, removePending, showPending } from './pending-rows.ts';

const enoughMs = 1000;
const seal = ownSeal();
let waiting: Outgoing[] = [];
let sending = false;
let attempts = 0;
let timer: number | undefined;

/** What was written here and the server does not have: shown again, and sent as soon as it can be. */
export async function startOutbox(): Promise<void> {
  for (const event of ['online', 'focus']) window.addEventListener(event, pump);
  onNews('connect', pump);
  if (!seal) return;
  const kept = (await listOutgoing(seal).catch(() => [])).filter((each) => each.channelId === channelId);
  for (const outgoing of kept) add(outgoing);
  if (kept.length > 0) goToEnd();
  pump();
}

/** Shown at once as being sent; kept on the device before it is, where that may be. */
export async function say(outgoing: Outgoing): Promise<void> {
  add(outgoing);
  goToEnd();
  await keep(outgoing);
  pump();
}

function add(outgoing: Outgoing): void {
  if (waiting.some(({ id }) => id === outgoing.id)) return;
  waiting.push(outgoing);
  const row = pendingRow(outgoing);
  row?.querySelector('[data-again]')?.addEventListener('click', () => void again(outgoing.id));
  row?.querySelector('[data-discard]')?.addEventListener('click', () => void discard(outgoing.id));
}

/** One after the other, in the order in which they were written. */
function pump(): void {
  clearTimeout(timer);
  if (!sending) void send();
}

async function send(): Promise<void> {
  sending = true;
  for (;;) {
    const next = waiting.find(({ refusal }) => refusal === null);
    if (!next || !(await sendOne(next))) break;
  }
  sending = false;
  const isWaiting = waiting.some(({ refusal }) => refusal === null);
  attempts = isWaiting ? attempts + 1 : 0;
  if (isWaiting) timer = window.setTimeout(pump, pauseMs(attempts - 1, Math.random()));
}

/** False when nothing can be sent for now. */
async function sendOne(outgoing: Outgoing): Promise<boolean> {
  const { verdict, message, detail, isGone, isHeldUp } = await deliver(outgoing);
  if (isGone) {
    await drop(outgoing.id);
    leavePage();
    return false;
  }
  if (verdict === 'taken') {
    await drop(outgoing.id);
    if (message) showOwn(message);
    removePending(outgoing.id);
    void catchUp();
    return true;
  }
  if (verdict === 'refused') {
    await refuse(outgoing, detail);
    return true;
  }
  for (const each of waiting) if (each.refusal === null) showPending(each, isHeldUp ? 'later' : 'waits');
  return false;
}

async function refuse(outgoing: Outgoing, detail: string): Promise<void> {
  const refused = { ...outgoing, refusal: detail };
  waiting = waiting.map((each) => (each.id === outgoing.id ? refused : each));
  announce(showPending(refused, 'not-sent'));
  await keep(refused);
}

async function again(id: string): Promise<void> {
  waiting = waiting.map((each) => (each.id === id ? { ...each, refusal: null } : each));
  const outgoing = waiting.find((each) => each.id === id);
  if (!outgoing) return;
  showPending(outgoing, 'sending');
  await keep(outgoing);
  pump();
}

async function discard(id: string): Promise<void> {
  await drop(id);
  removePending(id);
  document.getElementById('text')?.focus();
}

// Some browsers open their store late, or never: what is said goes out all the same.
async function keep(outgoing: Outgoing): Promise<void> {
  if (!seal) return;
  const late = new Promise<void>((resolve) => setTimeout(resolve, enoughMs));
  await Promise.race([keepOutgoing(seal, outgoing).catch(() => undefined), late]);
}

async function drop(id: string): Promise<void> {
  waiting = waiting.filter((each) => each.id !== id);
  if (seal) await dropOutgoing(id).catch(() => undefined);
}
