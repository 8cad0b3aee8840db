import { copyOf, fact, keepPlace, list, part } from './conversation-place.ts';
import { settleDays } from './message-rows.ts';
import type { Outgoing } from './outgoing.ts';
import { saidHere } from './quotes.ts';
import { readMentions } from './mentions.ts';

type State = 'sending' | 'waits' | 'later' | 'not-sent';

const rowFor = (id: string) => list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null;

/** What one has written, at the end of the conversation, until the server has it. */
export function pendingRow(outgoing: Outgoing): HTMLElement | null {
  const row = copyOf('message-template');
  const state = document.querySelector<HTMLTemplateElement>('#pending-template');
  if (!row || !state) return null;
  row.removeAttribute('id');
  for (const name of ['seq', 'revision', 'state', 'reply']) row.removeAttribute(`data-${name}`);
  row.classList.add('message-own', 'message-pending');
  Object.assign(row.dataset, { id: outgoing.id, sender: fact('person') });
  const time = row.querySelector('time');
  if (time) time.dateTime = new Date(outgoing.writtenAt).toISOString();
  part(row, 'text')?.replaceChildren(readMentions(outgoing.text, new Map()));
  const quoted = outgoing.replyToSeq === null ? undefined : saidHere(outgoing.replyToSeq);
  if (quoted) row.dataset['reply'] = String(outgoing.replyToSeq);
  const quote = part(row, 'quote');
  if (quote && quoted) {
    quote.hidden = false;
    quote.querySelector('strong')?.replaceChildren(quoted.name);
    quote.querySelector('span')?.replaceChildren(quoted.text);
  }
  row.append(state.content.cloneNode(true));
  document.querySelector('[data-empty]')?.remove();
  list?.append(row);
  settleDays();
  showPending(outgoing, outgoing.refusal === null ? 'sending' : 'not-sent');
  return row;
}

/** Says it in words; answers them. */
export function showPending({ id, refusal }: Outgoing, state: State): string {
  const row = rowFor(id);
  if (!row) return '';
  keepPlace(() => {
    row.dataset['pending'] = state;
    row.querySelector('[data-why]')?.replaceChildren(refusal ? `: ${refusal}` : '');
  });
  return row.querySelector(`.message-state [data-state="${state}"]`)?.textContent ?? '';
}

export function removePending(id: string): void {
  rowFor(id)?.remove();
  settleDays();
}
