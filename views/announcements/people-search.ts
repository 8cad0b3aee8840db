import { afterPause, readFragment } from './fragment.ts';

/** Finds people while a name is being typed; `counted` waits until those just chosen stand in the ledger. */
export function searchPeople(form: HTMLFormElement, counted: () => Promise<void>): void {
  const field = form.querySelector<HTMLInputElement>('#q');
  if (!field) return;
  const search = afterPause(250, (signal) => void show(field.value.trim(), counted, signal));
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search();
  });
}

async function show(q: string, counted: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const query = new URLSearchParams({ q });
  const fragment = await readFragment(fetch(`/announcements/people-search?${query.toString()}`, { signal }));
  await counted();
  if (fragment && !signal.aborted) document.getElementById('people-found')?.replaceWith(fragment);
}
