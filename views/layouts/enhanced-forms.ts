import { announce } from '../shared/announcer.ts';
import { placeLiveParts } from './live-parts.ts';
import { send, type Sent } from './send-form.ts';
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
  const sent = await send(form, submitter);
  form.ariaBusy = null;
  if (leaves(form) && sent.outcome === 'elsewhere' && isSignIn(sent.url)) showSignedOut(form);
  else if (leaves(form) && sent.outcome === 'here') location.assign(sent.url);
  else if (sent.outcome === 'failed') showFailed(form, () => void submit(form, submitter));
  else if (sent.outcome === 'elsewhere') location.assign(sent.url);
  else if (sent.outcome === 'refused') submitPlainly(form, submitter);
  else place(form, sent);
}

// Its answer is another page; the form is sent in the background only so that nothing typed is lost with the network.
function leaves(form: HTMLFormElement): boolean {
  return form.dataset['enhance'] === 'leave';
}

function isSignIn(url: string): boolean {
  return new URL(url).pathname === '/sign-in';
}

function place(form: HTMLFormElement, { answer, url }: Extract<Sent, { outcome: 'here' }>): void {
  const part = form.closest<HTMLElement>('[data-live][id]');
  const hadFocus = (part ?? form).contains(document.activeElement);
  const sayings = placeLiveParts(answer);
  if (url !== location.href) history.replaceState(history.state, '', url);
  announce(answer.querySelector('[data-announce]')?.textContent ?? sayings.join(' '));
  if (hadFocus && part) keepFocus(part.id);
}

// Otherwise the focus would fall back to the start of the page when the pressed button goes.
function keepFocus(id: string): void {
  const part = document.getElementById(id);
  const focused = document.activeElement;
  if (!part || (focused !== part && focused !== document.body)) return;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

// The refusal has its own page, in words; sent the ordinary way, the form leads to it.
function submitPlainly(form: HTMLFormElement, submitter: HTMLElement | null): void {
  plainly.add(form);
  form.requestSubmit(submitter);
}
