import { announce } from '../shared/announcer.ts';
import { sendJson } from '../shared/send-json.ts';
import { editMessage, replyToMessage } from './composer.ts';
import { conversation, copyOf, path, word } from './conversation-place.ts';
import { catchUp } from './following.ts';
import { rowOf } from './message-rows.ts';
import { showGivers } from './reactions.ts';

/** What one can do with a message is done without leaving the page. */
export function followActions(): void {
  conversation?.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLAnchorElement>('.message-more, .message-actions a');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.matches('.message-more')) toggle(link);
    else use(link);
  });
  document.querySelector<HTMLFormElement>('#act')?.addEventListener('submit', (event) => {
    const { submitter } = event;
    const action = submitter?.getAttribute('formaction') ?? '';
    const [, seq = '', deed = ''] = /\/messages\/(\d+)\/(reactions|deletion)$/.exec(action) ?? [];
    if (!(submitter instanceof HTMLButtonElement) || deed === '') return;
    event.preventDefault();
    void (deed === 'deletion' ? remove(Number(seq)) : react(Number(seq), submitter.value));
  });
  conversation?.addEventListener('keydown', (event) => {
    const panel = event.target instanceof Element ? event.target.closest('.message-actions') : null;
    if (event.key === 'Escape' && panel) close(panel);
  });
  // What unfolds must not open out of sight.
  const unfolded = (event: Event): void => {
    const fold = event.target instanceof HTMLDetailsElement && event.target.open ? event.target : null;
    fold?.closest('.message-actions')?.scrollIntoView({ block: 'nearest' });
  };
  conversation?.addEventListener('toggle', unfolded, { capture: true });
}

function toggle(link: HTMLAnchorElement): void {
  const row = link.closest<HTMLElement>('.message');
  const open = document.querySelector('.message-actions');
  const isOpen = open !== null && open.previousElementSibling === row;
  if (open) close(open);
  const panel = isOpen ? null : copyOf('actions-template');
  if (!row || !panel) return;
  const isOwn = row.matches('.message-own');
  for (const own of panel.querySelectorAll('[data-own]')) if (!isOwn) own.remove();
  for (const button of panel.querySelectorAll('[formaction]'))
    button.setAttribute(
      'formaction',
      (button.getAttribute('formaction') ?? '').replace(
        '/messages/0/',
        `/messages/${row.dataset['seq'] ?? ''}/`,
      ),
    );
  row.after(panel);
  showGivers(row);
  link.ariaExpanded = 'true';
  panel.scrollIntoView({ block: 'nearest' });
  panel.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true });
}

function close(panel: Element): void {
  const link = panel.previousElementSibling?.querySelector<HTMLElement>('.message-more');
  const hadFocus = panel.contains(document.activeElement);
  panel.remove();
  link?.removeAttribute('aria-expanded');
  if (hadFocus) link?.focus({ preventScroll: true });
}

function closeOpen(): void {
  const panel = document.querySelector('.message-actions');
  if (panel) close(panel);
}

function use(link: HTMLAnchorElement): void {
  const row = link.closest('.message-actions')?.previousElementSibling;
  const seq = Number(row instanceof HTMLElement ? row.dataset['seq'] : 0);
  if (link.dataset['edit'] !== undefined) {
    void edit(seq);
    return;
  }
  closeOpen();
  if (link.dataset['reply'] !== undefined) replyToMessage(seq);
}

async function edit(seq: number): Promise<void> {
  if (await editMessage(seq)) closeOpen();
  else sayFailed(seq, '');
}

async function remove(seq: number): Promise<void> {
  if (!(await ask(seq, '', 'DELETE'))) return;
  closeOpen();
  rowOf(seq)?.focus({ preventScroll: true });
  announce(word('deleted'));
}

async function react(seq: number, emoji: string): Promise<void> {
  const given = rowOf(seq)?.querySelector<HTMLElement>(`.reactions [value="${emoji}"]`);
  const method = given?.ariaPressed === 'true' ? 'DELETE' : 'PUT';
  if (await ask(seq, `/reactions/${encodeURIComponent(emoji)}`, method)) closeOpen();
}

/** False, and said where one acts on the message, when it has not been done. */
async function ask(seq: number, about: string, method: 'PUT' | 'DELETE'): Promise<boolean> {
  const answer = await sendJson(`${path}/messages/${seq}${about}`, { method }).catch(() => null);
  const { detail = '' } =
    answer && !answer.ok ? ((await answer.json().catch(() => ({}))) as { detail?: string }) : {};
  await catchUp();
  if (!answer?.ok) sayFailed(seq, detail);
  return answer?.ok ?? false;
}

/** In the words of the server; where there are none, the network was missing. */
function sayFailed(seq: number, detail: string): void {
  const row = rowOf(seq);
  const more = row?.querySelector<HTMLAnchorElement>('.message-more');
  if (!row || !more) return;
  if (!row.nextElementSibling?.matches('.message-actions')) toggle(more);
  const words = row.nextElementSibling?.querySelector<HTMLElement>('[data-failed]');
  if (!words) return;
  words.hidden = false;
  if (detail !== '') words.textContent = detail;
  words.parentElement?.scrollIntoView({ block: 'nearest' });
  announce(words.textContent);
}
