/** What this page shows is not for its person any more: nothing of it stays. False where a page has nowhere to go. */
export function leavePage(): boolean {
  const to = document.querySelector<HTMLElement>('[data-gone-to]')?.dataset['goneTo'];
  if (to === undefined) return false;
  document.getElementById('main')?.replaceChildren();
  location.replace(to);
  return true;
}
