import { fact, word } from './conversation-place.ts';
import { listMembers, type Member } from './members.ts';
import { isMeant, mentionBefore, type Mentionable } from './mentions.ts';

const most = 8;
let chosen = 0;

const listbox = () => document.getElementById('people');
const options = () => [...(listbox()?.children ?? [])] as HTMLElement[];

/** After an @ those stand there who can be mentioned: chosen by arrows and Enter, or by a tap. */
export function followMentions(field: HTMLTextAreaElement, known: Mentionable): void {
  const box = listbox();
  if (!box) return;
  Object.assign(box, { role: 'listbox', ariaLabel: box.dataset['label'] ?? '' });
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', box.id);
  field.addEventListener('input', () => void offer(field));
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (options().length === 0 || event.isComposing) return;
    const act = keys(field, known)[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  });
  // The field keeps the focus; a finger that only moves the list has chosen nobody.
  box.addEventListener('mousedown', (event) => event.preventDefault());
  box.addEventListener('click', (event) => {
    const at = options().findIndex((option) => option.contains(event.target as Node));
    if (at !== -1) take(field, known, at);
  });
}

const keys = (field: HTMLTextAreaElement, known: Mentionable): Record<string, () => void> => ({
  ArrowDown: () => select(field, chosen + 1),
  ArrowUp: () => select(field, chosen - 1),
  Enter: () => take(field, known, chosen),
  Tab: () => take(field, known, chosen),
  Escape: close,
});

async function offer(field: HTMLTextAreaElement): Promise<void> {
  if (!mentionBefore(field.value, field.selectionStart)) {
    close();
    return;
  }
  const members = await listMembers();
  const mention = mentionBefore(field.value, field.selectionStart);
  if (!mention || document.activeElement !== field) return;
  const everybody = { id: 'all', name: word('all'), about: word('all-hint'), written: word('all') };
  const others = members.filter(({ id }) => id !== fact('person')).map((each) => choiceOf(each, members));
  const meant = (each: { name: string }): boolean => isMeant(each.name, mention.typed);
  const found = [...others.filter(meant).slice(0, most - 1), ...[everybody].filter(meant)];
  listbox()?.replaceChildren(...found.map(optionFor));
  const box = listbox();
  if (box) box.hidden = found.length === 0;
  select(field, 0);
}

interface Choice {
  id: string;
  name: string;
  about: string;
  /** As it is written after the @: of two with one name each with the department. */
  written: string;
}

function choiceOf({ id, name, department }: Member, members: Member[]): Choice {
  const isNamesake = members.some((other) => other.id !== id && other.name === name);
  const written = isNamesake && department !== '' ? `${name} (${department})` : name;
  return { id, name, about: department, written };
}

function optionFor({ id, name, about, written }: Choice, at: number): HTMLElement {
  const option = document.createElement('li');
  Object.assign(option, { id: `person-${at}`, role: 'option', textContent: name });
  Object.assign(option.dataset, { id, name: written });
  if (about !== '') {
    const hint = document.createElement('span');
    Object.assign(hint, { className: 'quiet', textContent: about });
    option.append(' ', hint);
  }
  return option;
}

function select(field: HTMLTextAreaElement, at: number): void {
  const all = options();
  chosen = all.length === 0 ? 0 : (at + all.length) % all.length;
  all.forEach((option, index) => (option.ariaSelected = String(index === chosen)));
  if (all.length === 0) field.removeAttribute('aria-activedescendant');
  else field.setAttribute('aria-activedescendant', `person-${chosen}`);
  all[chosen]?.scrollIntoView({ block: 'nearest' });
}

function take(field: HTMLTextAreaElement, known: Mentionable, at: number): void {
  const { id = '', name = '' } = options()[at]?.dataset ?? {};
  const mention = mentionBefore(field.value, field.selectionStart);
  close();
  if (!mention || name === '') return;
  known.set(name, id);
  field.setRangeText(`@${name} `, mention.from, field.selectionStart, 'end');
  field.dispatchEvent(new Event('input'));
}

function close(): void {
  const box = listbox();
  box?.replaceChildren();
  if (box) box.hidden = true;
  document.getElementById('text')?.removeAttribute('aria-activedescendant');
}
