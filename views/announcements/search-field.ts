/** Whoever unfolds the search of the inbox wants to type. */
export function followSearch(): void {
  const search = document.querySelector<HTMLDetailsElement>('details.find');
  search?.querySelector('summary')?.addEventListener('click', () => {
    if (search.open) return;
    search.addEventListener(
      'toggle',
      () => search.querySelector<HTMLElement>('input[type=search]')?.focus(),
      { once: true },
    );
  });
}
