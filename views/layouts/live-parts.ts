import { Idiomorph } from 'idiomorph';
import { showWaitingMarks } from '../offline/waiting-marks.ts';
import { whatFailed } from './failed-form.ts';
import { showInboxCount } from './inbox-badge.ts';
import { revealScripted } from './scripted-parts.ts';

// What the person has unfolded, what may hold the focus, and what did not get through is theirs and not the server's.
function isOwn(attribute: string, node: Element): boolean {
  return ['open', 'tabindex'].includes(attribute) || (attribute === 'hidden' && node.matches(whatFailed));
}

/** Puts the live parts of an answer in the place of those that stand here; returns what they now have to say. */
export function placeLiveParts(answer: Document): string[] {
  const sayings = [...document.querySelectorAll<HTMLElement>('[data-live][id]')].map((part) => {
    const fresh = answer.getElementById(part.id);
    const placed = fresh && part.isConnected && !part.querySelector('[aria-busy="true"]');
    return placed ? place(part, fresh) : undefined;
  });
  if (answer.title) document.title = answer.title;
  showInboxCount();
  sayings.push(noticeRelease(answer));
  revealScripted();
  showWaitingMarks();
  return sayings.filter((saying) => saying !== undefined);
}

function place(part: HTMLElement, fresh: HTMLElement): string | undefined {
  const before = part.dataset['say'];
  const { say } = fresh.dataset;
  void Idiomorph.morph(part, fresh, {
    morphStyle: 'outerHTML',
    // Idiomorph would keep the whole content of what has the focus for its "value", where it has none.
    ignoreActiveValue: document.activeElement?.matches('input, textarea, select') ?? false,
    callbacks: { beforeAttributeUpdated: (name: string, node: Element) => !isOwn(name, node) },
  });
  return say === before ? undefined : say;
}

// A newer build answers: what is loaded here may no longer fit, so the page offers to load itself again.
function noticeRelease(answer: Document): string | undefined {
  const { release } = answer.documentElement.dataset;
  const stale = document.getElementById('stale');
  if (!stale || !release) return undefined;
  const wasHidden = stale.hidden;
  stale.hidden = release === document.documentElement.dataset['release'];
  return wasHidden && !stale.hidden ? stale.textContent : undefined;
}
