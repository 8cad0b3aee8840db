import { revealScripted } from '../layouts/scripted-parts.ts';

/** Adds and takes away further languages of the text, and tells fields and preview in which one they are. */
export function writeInLanguages(form: HTMLFormElement): void {
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (button?.name !== 'addTranslation' && button?.name !== 'removeTranslation') return;
    event.preventDefault();
    if (button.name === 'addTranslation') add(form, button.value);
    else remove(form, button.value);
    offerTheRest(form);
    form.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const own = form.querySelector<HTMLSelectElement>('#language');
  own?.addEventListener('change', () => {
    nameLanguage(form, own.value);
    offerTheRest(form);
  });
}

function add(form: HTMLFormElement, language: string): void {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-translation="${language}"]`);
  if (!template) return;
  [...form.querySelectorAll('[data-language]')].at(-1)?.after(template.content.cloneNode(true));
  revealScripted();
  document.getElementById(`title-${language}`)?.focus();
}

function remove(form: HTMLFormElement, language: string): void {
  form.querySelector(`.translation[data-language="${language}"]`)?.remove();
  form.querySelector<HTMLElement>('#title')?.focus();
}

function nameLanguage(form: HTMLFormElement, language: string): void {
  const own = form.querySelector<HTMLElement>('[data-language]:not(.translation)');
  if (!own) return;
  own.dataset['language'] = language;
  for (const part of own.querySelectorAll<HTMLElement>('textarea, [data-preview]')) part.lang = language;
}

function offerTheRest(form: HTMLFormElement): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('[name="addTranslation"]')) {
    button.hidden = form.querySelector(`[data-language="${button.value}"]`) !== null;
  }
}
