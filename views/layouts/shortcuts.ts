const links = 'main .row :is(h3 a, a.button-ink)';
const toConfirm = 'umlauf.to-confirm';

/** Single keys, on the pages of whoever has not switched them off: such a page carries the dialog that explains them. */
export function followShortcuts(): void {
  const explanation = document.querySelector<HTMLDialogElement>('dialog#shortcuts');
  if (!explanation) return;
  const keys: Record<string, () => boolean> = {
    j: () => select(1),
    k: () => select(-1),
    c: confirm,
    '?': () => show(explanation),
  };
  document.addEventListener('keydown', (event) => {
    const act = isMeant(event) ? keys[keyOf(event)] : undefined;
    if (act?.()) event.preventDefault();
  });
  arrive();
}

/** Not what is typed somewhere, nor what belongs to the browser, a screen reader or another dialog. */
function isMeant(event: KeyboardEvent): boolean {
  const { target, ctrlKey, altKey, metaKey, isComposing, defaultPrevented, repeat } = event;
  if (ctrlKey || altKey || metaKey || isComposing || defaultPrevented) return false;
  if (repeat && !isStep(keyOf(event))) return false;
  const typed = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
  if (target instanceof Element && target.closest(typed)) return false;
  return document.querySelector('dialog[open]') === null;
}

const isStep = (key: string): boolean => key === 'j' || key === 'k';

// With caps lock the same keys are meant.
const keyOf = ({ key, shiftKey }: KeyboardEvent): string => (shiftKey ? key : key.toLowerCase());

/** The selected row is the one whose link has the focus: what is seen is what a screen reader says. */
function select(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(links)];
  const next = Math.max(0, selectedIn(rows) + step);
  rows[Math.min(next, rows.length - 1)]?.focus();
  return rows.length > 0;
}

const selectedIn = (rows: HTMLElement[]): number =>
  rows.findIndex((link) => link.closest('.row')?.contains(document.activeElement));

/** Nothing is confirmed unread by one key: it leads to the button, and there the same key presses it. */
function confirm(): boolean {
  return confirmHere() || openToConfirm();
}

function confirmHere(): boolean {
  const form = document.querySelector<HTMLFormElement>('form[data-confirm]:not([hidden])');
  const button = form?.querySelector<HTMLElement>('button[type="submit"]');
  if (!form || !button) return false;
  if (document.activeElement === button) button.click();
  else whenUsable(form, () => button.focus({ preventScroll: true }));
  return true;
}

// It is not for a moment, while it is looked up whether it has been pressed already.
function whenUsable(form: HTMLFormElement, act: () => void): void {
  if (!form.inert) {
    act();
    return;
  }
  const observer = new MutationObserver(() => {
    observer.disconnect();
    if (!form.hidden) act();
  });
  observer.observe(form, { attributeFilter: ['inert'] });
}

function openToConfirm(): boolean {
  const row = document.activeElement?.closest('.row');
  const link = row?.querySelector<HTMLAnchorElement>(':is(h3 a, a.button-ink)');
  if (!link || !row?.matches('.row-outstanding, .row-late')) return false;
  sessionStorage.setItem(toConfirm, link.pathname);
  location.assign(link.href);
  return true;
}

function arrive(): void {
  const path = sessionStorage.getItem(toConfirm);
  sessionStorage.removeItem(toConfirm);
  if (path === location.pathname) confirmHere();
}

function show(explanation: HTMLDialogElement): boolean {
  explanation.showModal();
  return true;
}
