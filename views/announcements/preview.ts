import { sendJson } from '../shared/send-json.ts';
import { afterPause, readFragment } from './fragment.ts';

const updates = new WeakMap<HTMLTextAreaElement, () => void>();

/** Shows each text as its readers will see it, while it is being written. */
export function showPreview(form: HTMLFormElement): void {
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const preview = target.closest('.editor')?.querySelector<HTMLElement>('[data-preview]');
    if (preview) updateOf(target, preview)();
  });
}

function updateOf(body: HTMLTextAreaElement, preview: HTMLElement): () => void {
  const known = updates.get(body);
  if (known) return known;
  const update = afterPause(300, (signal) => void show(body.value, preview, signal));
  updates.set(body, update);
  return update;
}

async function show(body: string, preview: HTMLElement, signal: AbortSignal): Promise<void> {
  if (body.trim() === '') {
    preview.replaceChildren(sayEmpty(preview));
    return;
  }
  const fragment = await readFragment(
    sendJson('/announcements/preview', { body: { body, language: preview.lang }, signal }),
  );
  if (fragment && !signal.aborted) preview.replaceChildren(fragment);
}

function sayEmpty(preview: HTMLElement): HTMLElement {
  const sentence = document.createElement('p');
  sentence.className = 'quiet';
  sentence.lang = document.documentElement.lang;
  sentence.textContent = preview.dataset['empty'] ?? '';
  return sentence;
}
