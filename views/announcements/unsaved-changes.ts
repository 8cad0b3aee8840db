/** Warns before what was typed would be lost, and takes back a release button whose count is no longer true. */
export function guardChanges(form: HTMLFormElement): void {
  let changed = false;

  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'q') return;
    changed = true;
    setHidden('draft-state', true);
    setHidden('release', true);
    setHidden('release-unsaved', false);
  });
  // To throw the draft away is also an answer to the question.
  document.addEventListener('submit', () => (changed = false));
  window.addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
}

function setHidden(id: string, hidden: boolean): void {
  const part = document.getElementById(id);
  if (part) part.hidden = hidden;
}
