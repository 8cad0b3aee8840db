/** Shows what would be useless without script, and serves the print buttons. */
export function revealScripted(): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-needs-script]')) part.hidden = false;
}

export function watchPrinting(): void {
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-print]')) window.print();
  });
  window.addEventListener('beforeprint', () => {
    const format = new Intl.DateTimeFormat(document.documentElement.lang, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    for (const place of document.querySelectorAll('[data-printed-at]')) place.textContent = format.format();
  });
}
