import { isShared, pageFact } from '../shared/page-facts.ts';

const memory = 'umlauf.opened';
const most = 500;

interface Opened {
  person: string;
  ids: string[];
}

/**
 * What this person has opened on this device is not marked as new here any more. Nobody is told: it stands in this
 * browser alone, and goes with him.
 */
export function followOpened(): void {
  const person = pageFact('person');
  if (!person || isShared()) {
    localStorage.removeItem(memory);
    return;
  }
  rememberThisPage(person);
  const list = document.getElementById('inbox-list');
  if (!list) return;
  const unmark = () => unmarkOpened(list, person);
  unmark();
  // A refresh brings the dots back; another window may have opened something.
  new MutationObserver(unmark).observe(list, { childList: true, subtree: true, attributes: true });
  window.addEventListener('storage', unmark);
}

function rememberThisPage(person: string): void {
  const [, id] = /^\/announcements\/([0-9a-f]{32})$/.exec(location.pathname) ?? [];
  const ids = opened(person);
  if (!id || ids.includes(id)) return;
  const known: Opened = { person, ids: [...ids, id].slice(-most) };
  localStorage.setItem(memory, JSON.stringify(known));
}

function opened(person: string): string[] {
  const known = JSON.parse(localStorage.getItem(memory) ?? 'null') as Opened | null;
  return known?.person === person ? known.ids : [];
}

function unmarkOpened(list: HTMLElement, person: string): void {
  for (const id of opened(person)) {
    list.querySelector(`.row-new[data-announcement="${id}"] .mark`)?.toggleAttribute('data-opened', true);
  }
}
