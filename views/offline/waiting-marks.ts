import type { Waiting } from './confirmation.ts';

let shown: Waiting[] = [];

export function setWaitingMarks(waiting: Waiting[]): void {
  shown = waiting;
  showWaitingMarks();
}

/** After every refresh again: the server does not know yet what waits here, and sends the page that asks for it. */
export function showWaitingMarks(): void {
  for (const waiting of shown) {
    if (waiting.refusal !== null) continue;
    markBar(waiting);
    markRow(waiting);
  }
}

function markBar({ announcementId, version }: Waiting): void {
  const form = document.querySelector<HTMLFormElement>('form[data-confirm]');
  const path = `/announcements/${announcementId}/acknowledgement`;
  const isSame = form?.getAttribute('action') === path && versionIn(form) === version;
  if (form && isSame) showWaitingBar(form);
}

function versionIn(form: HTMLFormElement): number {
  return Number(new FormData(form).get('version'));
}

/** The bar signs in manila, without a button. */
export function showWaitingBar(form: HTMLFormElement): HTMLElement | null {
  const bar = form.closest<HTMLElement>('.confirm-bar');
  const template = bar?.querySelector<HTMLTemplateElement>(':scope > template');
  if (!bar || !template || bar.dataset['state'] === 'waiting') return bar;
  const hadFocus = form.contains(document.activeElement);
  bar.dataset['state'] = 'waiting';
  bar.append(template.content.cloneNode(true));
  form.hidden = true;
  if (hadFocus) {
    bar.tabIndex = -1;
    bar.focus({ preventScroll: true });
  }
  return bar;
}

function markRow({ announcementId }: Waiting): void {
  const template = document.getElementById('waiting-row');
  const row = document.querySelector(`#inbox-list [data-announcement="${announcementId}"]`);
  const isAsked = row?.matches('.row-outstanding, .row-late') && !row.matches('.row-waiting');
  if (!row || !isAsked || !(template instanceof HTMLTemplateElement)) return;
  const content = template.content.cloneNode(true) as DocumentFragment;
  const [mark, words] = [content.querySelector('.mark'), content.querySelector('.row-waiting-words')];
  row.classList.add('row-waiting');
  if (mark) row.querySelector('.mark')?.replaceWith(mark);
  if (words) row.querySelector('.row-body')?.append(words);
  moveToTitle(row.querySelector('a.button'), row.querySelector('h3'));
}

// The first row is opened by its button, which asks for what has been done already.
function moveToTitle(button: Element | null, title: Element | null): void {
  if (!button || !title) return;
  const link = document.createElement('a');
  link.href = button.getAttribute('href') ?? '';
  link.append(...title.childNodes);
  title.append(link);
  button.remove();
}
