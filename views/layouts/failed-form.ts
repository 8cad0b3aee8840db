import { announce } from '../shared/announcer.ts';

const retryMs = 10_000;

/** Tells that a form did not get through and keeps what was typed; a confirmation goes out by itself later. */
export function showFailed(form: HTMLFormElement, retry: () => void): void {
  const bar = form.parentElement;
  const template = bar?.querySelector<HTMLTemplateElement>(':scope > template');
  if (bar && template) showWaiting(form, bar, template, retry);
  else sayFailed(form);
}

export function hideFailed(form: HTMLFormElement): void {
  for (const part of form.querySelectorAll<HTMLElement>('[data-failed], [data-signed-out]'))
    part.hidden = true;
}

/** What was typed stays; it can be sent again once the person has signed in elsewhere. */
export function showSignedOut(form: HTMLFormElement): void {
  say(form, '[data-signed-out]');
}

function sayFailed(form: HTMLFormElement): void {
  say(form, '[data-failed]');
}

function say(form: HTMLFormElement, selector: string): void {
  const part = form.querySelector<HTMLElement>(selector);
  if (!part) return;
  part.hidden = false;
  announce(part.textContent);
  // Whoever guards what was typed must know that it has not been saved.
  form.dispatchEvent(new Event('input'));
}

function showWaiting(
  form: HTMLFormElement,
  bar: HTMLElement,
  template: HTMLTemplateElement,
  retry: () => void,
): void {
  if (bar.dataset['state'] !== 'waiting') {
    bar.dataset['state'] = 'waiting';
    bar.append(template.content.cloneNode(true));
    announce(bar.lastElementChild?.textContent);
    if (form.contains(document.activeElement)) {
      bar.tabIndex = -1;
      bar.focus({ preventScroll: true });
    }
    form.hidden = true;
  }
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
