/** Asks whether what waits may be lost; to stay signed in is what Enter and Escape choose. */
export function agrees(confirmations: number, messages: number): Promise<boolean> {
  const dialog = document.getElementById('sign-out-warning');
  if (!(dialog instanceof HTMLDialogElement)) return Promise.resolve(true);
  const words = dialog.querySelector<HTMLElement>('[data-words]');
  const { one = '', more = '', message = '', messages: severalMessages = '' } = words?.dataset ?? {};
  if (words)
    words.textContent = [say(confirmations, one, more), say(messages, message, severalMessages)].join(' ');
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
  });
}

function say(count: number, one: string, more: string): string {
  return count === 0 ? '' : count === 1 ? one : more.replace('%', String(count));
}
