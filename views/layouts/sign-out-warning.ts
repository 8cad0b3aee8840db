/** Asks whether what waits may be lost; to stay signed in is what Enter and Escape choose. */
export function agrees(waiting: number): Promise<boolean> {
  const dialog = document.getElementById('sign-out-warning');
  if (!(dialog instanceof HTMLDialogElement)) return Promise.resolve(true);
  const words = dialog.querySelector<HTMLElement>('[data-words]');
  const { one = '', more = '' } = words?.dataset ?? {};
  if (words) words.textContent = waiting === 1 ? one : more.replace('%', String(waiting));
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
  });
}
