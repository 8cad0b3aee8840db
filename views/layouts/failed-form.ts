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
  const failed = form.querySelector<HTMLElement>('[data-failed]');
  if (failed) failed.hidden = true;
}

function sayFailed(form: HTMLFormElement): void {
  const failed = form.querySelector<HTMLElement>('[data-failed]');
  if (!failed) return;
  failed.hidden = false;
  announce(failed.textContent);
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
