import { announce } from '../shared/announcer.ts';
import type { NotSaved, Saved } from './send-draft.ts';

const inPlace = (id: string): HTMLElement | null => document.getElementById(id);

let announced = '';

/** Shows what became of what was typed; aloud only what is new, and not every saving. */
export function sayState(state: 'saved' | 'changed' | 'held', sentence?: string): void {
  const place = inPlace('draft-state');
  const words = place?.querySelector('span');
  if (!place || !words) return;
  place.dataset['state'] = state;
  if (sentence === undefined) return;
  words.textContent = sentence;
  const news = state === 'held' ? sentence : 'saved';
  if (news !== announced) announce(sentence);
  announced = news;
}

export function sayUntitled(): void {
  sayState('held', inPlace('draft-state')?.dataset['untitled']);
}

/** Trouble stays in sight until it is over. */
export function sayTrouble(sentence: string | undefined): void {
  const place = inPlace('save-trouble');
  if (!place || (!place.hidden && place.textContent === sentence)) return;
  place.hidden = sentence === undefined;
  place.textContent = sentence ?? '';
}

export const troubleText = (kind: 'offline' | 'signedOut'): string | undefined =>
  inPlace('save-trouble')?.dataset[kind];

/** The draft has its own address from the first saving on: it is found there after a reload, and its next saving goes there. */
export function takeOver(form: HTMLFormElement, { path, updatedAt, hints, isReleaseTwice }: Saved): void {
  form.setAttribute('action', `${path}/draft`);
  expectState(form, updatedAt);
  const edit = `${path}/edit`;
  if (location.pathname !== edit) history.replaceState(history.state, '', edit + location.hash);
  inPlace('discard-form')?.setAttribute('action', `${path}/deletion`);
  inPlace('discard')?.removeAttribute('hidden');
  for (const [field, hint] of Object.entries(hints)) {
    const place = form.querySelector(`[data-turn="${field}"]`);
    if (place) place.textContent = hint;
  }
  askWhichTurn(isReleaseTwice);
  for (const part of form.querySelectorAll<HTMLElement>('[data-failed], [data-signed-out]')) {
    if (part.id !== 'save-trouble') part.hidden = true;
  }
}

export function explain(form: HTMLFormElement, refusal: NotSaved): void {
  if (refusal.reason === 'release-twice') askWhichTurn(true);
  if (refusal.updatedAt !== null) expectState(form, refusal.updatedAt);
}

function expectState(form: HTMLFormElement, updatedAt: number): void {
  const field = form.querySelector<HTMLInputElement>('input[name="updatedAt"]');
  if (field) field.value = String(updatedAt);
}

function askWhichTurn(isTwice: boolean): void {
  const question = inPlace('release-turn');
  if (question) question.hidden = !isTwice;
}
