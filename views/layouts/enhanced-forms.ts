import { announce } from '../shared/announcer.ts';
import { keepPress, settlePress } from './kept-press.ts';
import { placeAnswer } from './place-answer.ts';
import { send } from './send-form.ts';
import { showFailed, showSignedOut, hideFailed } from './failed-form.ts';
import { renewToken } from './renew-token.ts';

const plainly = new WeakSet<HTMLFormElement>();

/** Posts `form[data-enhance]` in the background; whatever is not a plain success takes the ordinary way. */
export function enhanceForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['enhance'] === undefined) return;
    if (event.defaultPrevented || plainly.has(form)) return;
    event.preventDefault();
    if (form.ariaBusy !== 'true') void submit(form, event.submitter);
  });
}

async function submit(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  hideFailed(form);
  form.ariaBusy = 'true';
  announce(form.dataset['sending']);
  if (leaves(form)) await renewToken(form);
  const kept = await keepPress(form);
  const sent = await send(form, submitter);
  form.ariaBusy = null;
  if (kept) settlePress(form, kept, sent);
  else if (leaves(form) && sent.outcome === 'elsewhere' && isSignIn(sent.url)) showSignedOut(form);
  else if (leaves(form) && sent.outcome === 'here') location.assign(sent.url);
  else if (sent.outcome === 'failed') showFailed(form, () => void submit(form, submitter));
  else if (sent.outcome === 'elsewhere') location.assign(sent.url);
  else if (sent.outcome === 'refused') submitPlainly(form, submitter);
  else placeAnswer(form, sent);
}

// Its answer is another page; the form is sent in the background only so that nothing typed is lost with the network.
function leaves(form: HTMLFormElement): boolean {
  return form.dataset['enhance'] === 'leave';
}

function isSignIn(url: string): boolean {
  return new URL(url).pathname === '/sign-in';
}

// The refusal has its own page, in words; sent the ordinary way, the form leads to it.
function submitPlainly(form: HTMLFormElement, submitter: HTMLElement | null): void {
  plainly.add(form);
  form.requestSubmit(submitter);
}
