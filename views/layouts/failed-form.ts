import { announce } from '../shared/announcer.ts';
import { showWaitingBar } from '../offline/waiting-marks.ts';

const retryMs = 10_000;

/** Sentences that stand in a form hidden until they are true. */
export const whatFailed = '[data-failed], [data-signed-out]';

/** Tells that a form did not get through and keeps what was typed; a confirmation goes out by itself later. */
export function showFailed(form: HTMLFormElement, retry: () => void): void {
  if (form.dataset['confirm'] === undefined) say(form, '[data-failed]');
  else waitOnThisPage(form, retry);
}

export function hideFailed(form: HTMLFormElement): void {
  for (const part of form.querySelectorAll<HTMLElement>(whatFailed)) part.hidden = true;
}

/** What was typed stays; it can be sent again once the person has signed in elsewhere. */
export function showSignedOut(form: HTMLFormElement): void {
  say(form, '[data-signed-out]');
}

function say(form: HTMLFormElement, selector: string): void {
  const part = form.querySelector<HTMLElement>(selector);
  if (!part) return;
  part.hidden = false;
  announce(part.textContent);
  // Whoever guards what was typed must know that it has not been saved.
  form.dispatchEvent(new Event('input'));
}

/** Where the browser may keep nothing, the confirmation waits with the page. */
function waitOnThisPage(form: HTMLFormElement, retry: () => void): void {
  claimNow(form);
  const bar = showWaitingBar(form);
  for (const words of bar?.querySelectorAll<HTMLElement>('[data-kept]') ?? [])
    words.hidden = words.dataset['kept'] === 'here';
  announce(bar?.lastElementChild?.textContent);
  // Not replaced by a refresh meanwhile: the confirmation would seem to be lost.
  form.ariaBusy = 'true';
  const timer = setTimeout(again, retryMs);
  window.addEventListener('online', again, { once: true });

  function again(): void {
    clearTimeout(timer);
    window.removeEventListener('online', again);
    if (form.isConnected) retry();
  }
}

function claimNow(form: HTMLFormElement): void {
  if (form.elements.namedItem('claimedAt')) return;
  const field = document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'claimedAt', value: new Date().toISOString() });
  form.append(field);
}
