/** On a small screen the text comes first and the recipients after it; which of both is seen, the address says. */
export function goInSteps(form: HTMLFormElement): void {
  form.classList.add('stepped');
  if (document.getElementById('audience-error')) location.hash = 'to-whom';
  // What the browser finds wrong in a field that is not seen would stop the form without a word.
  form.addEventListener(
    'invalid',
    ({ target }) => {
      if (target instanceof Element && target.closest('.write-text') && location.hash !== '')
        location.hash = '';
    },
    { capture: true },
  );
}
