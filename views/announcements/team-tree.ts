import { chooseAsBefore } from './audience.ts';
import { readFragment } from './fragment.ts';

/** Unfolds all teams as a tree, and shows of it what fits the name that is being typed. */
export function showTeamTree(form: HTMLFormElement, counted: () => Promise<void>): void {
  const button = form.querySelector<HTMLButtonElement>('#tree-button');
  const field = form.querySelector<HTMLInputElement>('#q');
  if (!button || !field) return;
  button.type = 'button';
  button.setAttribute('aria-controls', 'team-tree');
  setOpen(button, treeOf(form).childElementCount > 0);
  button.addEventListener('click', () => void toggle(form, button, field, counted));
  field.addEventListener('input', () => filter(treeOf(form), field.value));
}

const treeOf = (form: HTMLFormElement): HTMLElement =>
  form.querySelector<HTMLElement>('#team-tree') ?? document.createElement('div');

function setOpen(button: HTMLButtonElement, isOpen: boolean): void {
  button.ariaExpanded = String(isOpen);
}

async function toggle(
  form: HTMLFormElement,
  button: HTMLButtonElement,
  field: HTMLInputElement,
  counted: () => Promise<void>,
): Promise<void> {
  const isOpen = button.ariaExpanded !== 'true';
  setOpen(button, isOpen);
  if (treeOf(form).childElementCount === 0) {
    const fragment = await readFragment(fetch('/announcements/teams'));
    await counted();
    if (!fragment) {
      setOpen(button, false);
      return;
    }
    treeOf(form).replaceWith(fragment);
    chooseAsBefore(form, '#team-tree');
    for (const branch of branchesWith(treeOf(form), 'input:checked')) branch.open = true;
    filter(treeOf(form), field.value);
  }
  treeOf(form).hidden = button.ariaExpanded !== 'true';
}

const branchesWith = (tree: HTMLElement, inside: string): HTMLDetailsElement[] =>
  [...tree.querySelectorAll('details')].filter((branch) => branch.querySelector(inside));

/** Hides what neither fits nor leads to something that fits. */
function filter(tree: HTMLElement, typed: string): void {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  // The innermost first: a branch is seen when something in it is.
  for (const row of [...tree.querySelectorAll('li')].reverse()) {
    const name = fold(row.querySelector('.pick-name')?.textContent ?? '');
    const fits = words.every((word) => name.includes(word));
    const leads = row.querySelector('li:not([hidden])') !== null;
    row.hidden = !fits && !leads;
    const branch = row.querySelector<HTMLDetailsElement>(':scope > details');
    if (branch && words.length > 0) branch.open = leads;
  }
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
