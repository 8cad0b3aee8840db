import { announce } from '../shared/announcer.ts';
import { placeLiveParts } from './live-parts.ts';
import { outdateRefresh } from './refresh.ts';
import type { Sent } from './send-form.ts';

/** Shows the page that a form was answered with, without leaving the present one. */
export function placeAnswer(
  form: HTMLFormElement,
  { answer, url }: Extract<Sent, { outcome: 'here' }>,
): void {
  const part = form.closest<HTMLElement>('[data-live][id]');
  const hadFocus = (part ?? form).contains(document.activeElement);
  const sayings = placeLiveParts(answer);
  outdateRefresh();
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
