let isLeaving = false;

/** What this page shows is not for its person any more: nothing of it stays. False where a page has nowhere to go. */
export function leavePage(): boolean {
  // Once more while the next page is on its way: where to go has gone with the rest.
  if (isLeaving) return true;
  const to = document.querySelector<HTMLElement>('[data-gone-to]')?.dataset['goneTo'];
  if (to === undefined) return false;
  isLeaving = true;
  document.getElementById('main')?.replaceChildren();
  location.replace(to);
  return true;
}
