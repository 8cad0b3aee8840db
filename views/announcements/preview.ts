import { sendJson } from '../shared/send-json.ts';
import { afterPause, readFragment } from './fragment.ts';

/** Shows the text as its readers will see it, while it is being written. */
export function showPreview(form: HTMLFormElement): void {
  const body = form.querySelector<HTMLTextAreaElement>('#body');
  const preview = form.querySelector<HTMLElement>('#preview');
  if (!body || !preview) return;

  const update = afterPause(300, (signal) => void show(body.value, preview, signal));
  body.addEventListener('input', update);
}

async function show(body: string, preview: HTMLElement, signal: AbortSignal): Promise<void> {
  const fragment = await readFragment(sendJson('/announcements/preview', { body: { body }, signal }));
  if (fragment && !signal.aborted) preview.replaceChildren(fragment);
}
