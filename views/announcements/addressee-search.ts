import { chooseAsBefore } from './audience.ts';
import { afterPause, readFragment } from './fragment.ts';

/** Finds teams and people while a name is being typed; `counted` waits until those just chosen stand in the ledger. */
export function searchAddressees(form: HTMLFormElement, counted: () => Promise<void>): void {
  const field = form.querySelector<HTMLInputElement>('#q');
  if (!field) return;
  for (const button of form.querySelectorAll<HTMLElement>('[data-replaced]')) button.hidden = true;
  const search = afterPause(250, (signal) => void show(form, field.value.trim(), counted, signal));
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search();
  });
}

async function show(
  form: HTMLFormElement,
  q: string,
  counted: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const query = new URLSearchParams({ q });
  const fragment = await readFragment(fetch(`/announcements/addressees?${query.toString()}`, { signal }));
  await counted();
  if (!fragment || signal.aborted) return;
  document.getElementById('found')?.replaceWith(fragment);
  chooseAsBefore(form, '#found');
}
