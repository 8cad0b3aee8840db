import { markUp, type Mark } from './mark-up.ts';

/** Buttons for those who do not know Markdown by heart: `[data-markdown="bold|italic|list|link"]`. */
export function helpWithMarkdown(form: HTMLFormElement): void {
  form.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-markdown]') : null;
    const body = button?.closest('.editor')?.querySelector('textarea');
    if (button && body) apply(body, button.dataset['markdown'] as Mark);
  });
  form.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLTextAreaElement) || !target.closest('.editor')) return;
    const mark = ({ b: 'bold', i: 'italic', k: 'link' } as const)[event.key];
    if (!mark || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    apply(target, mark);
  });
}

function apply(body: HTMLTextAreaElement, mark: Mark): void {
  const { from, to, text, start, end } = markUp(body.value, body.selectionStart, body.selectionEnd, mark);
  body.focus();
  body.setSelectionRange(from, to);
  // As if it had been typed: only so can it be undone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it has no successor
  if (!document.execCommand('insertText', false, text)) {
    body.setRangeText(text);
    body.dispatchEvent(new Event('input', { bubbles: true }));
  }
  body.setSelectionRange(start, end);
}
