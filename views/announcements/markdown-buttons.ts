import { markUp, type Mark } from './mark-up.ts';

/** Buttons for those who do not know Markdown by heart: `[data-markdown="bold|italic|list|link"]`. */
export function helpWithMarkdown(form: HTMLFormElement): void {
  const body = form.querySelector<HTMLTextAreaElement>('#body');
  if (!body) return;
  for (const button of form.querySelectorAll<HTMLElement>('[data-markdown]')) {
    button.addEventListener('click', () => apply(body, button.dataset['markdown'] as Mark));
  }
  body.addEventListener('keydown', (event) => {
    const mark = ({ b: 'bold', i: 'italic', k: 'link' } as const)[event.key];
    if (!mark || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    apply(body, mark);
  });
}

function apply(body: HTMLTextAreaElement, mark: Mark): void {
  const { text, start, end } = markUp(body.value, body.selectionStart, body.selectionEnd, mark);
  body.value = text;
  body.focus();
  body.setSelectionRange(start, end);
  body.dispatchEvent(new Event('input', { bubbles: true }));
}
