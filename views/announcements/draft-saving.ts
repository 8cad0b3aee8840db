import { explain, sayState, sayTrouble, sayUntitled, takeOver, troubleText } from './draft-state.ts';
import { sendDraft } from './send-draft.ts';

const pauseMs = 1500;
const retryMs = 10_000;

/** Saves the draft while it is being written, and asks before anything is left that could not be saved. */
export function saveWhileWriting(form: HTMLFormElement): void {
  let typed = form.dataset['unsaved'] === undefined ? 0 : 1;
  let saved = 0;
  let timer: number | undefined;
  let sending: Promise<void> | undefined;
  let isHeld = form.dataset['autosave'] === undefined;

  const isTitled = () => form.querySelector<HTMLTextAreaElement>('#title')?.value.trim() !== '';
  const isUnsaved = () => typed !== saved;

  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'q') return;
    typed += 1;
    sayState('changed');
    saveAfter(pauseMs);
  });
  // On leaving the window, and on coming back from signing in in another one.
  document.addEventListener('visibilitychange', () => void save());
  window.addEventListener('online', () => void save());
  window.addEventListener('beforeunload', (event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    void save();
  });
  // To throw the draft away is also an answer to the question. What is under way is waited for, or else the two would
  // meet as if they came from two windows.
  document.addEventListener(
    'submit',
    (event) => {
      clearTimeout(timer);
      if (sending) {
        event.preventDefault();
        event.stopPropagation();
        const { target, submitter } = event;
        void sending.then(() => {
          if (!isHeld) (target as HTMLFormElement).requestSubmit(submitter);
        });
        return;
      }
      saved = typed;
    },
    { capture: true },
  );

  function saveAfter(ms: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), ms);
  }

  async function save(): Promise<void> {
    clearTimeout(timer);
    if (isHeld || !isUnsaved() || form.ariaBusy === 'true') return;
    if (isTitled()) await (sending ??= send().finally(() => (sending = undefined)));
    else sayUntitled();
  }

  async function send(): Promise<void> {
    const sent = typed;
    const answer = await sendDraft(form);
    if (answer.outcome === 'saved') {
      saved = sent;
      takeOver(form, answer.saved);
      sayTrouble(undefined);
      sayState(isUnsaved() ? 'changed' : 'saved', answer.saved.said);
      if (isUnsaved()) saveAfter(pauseMs);
    } else if (answer.outcome === 'refused') {
      refuse(answer.refusal);
    } else if (answer.outcome === 'signed-out') {
      sayTrouble(troubleText('signedOut'));
    } else {
      sayTrouble(troubleText('offline'));
      saveAfter(retryMs);
    }
  }

  function refuse(refusal: Parameters<typeof explain>[1]): void {
    explain(form, refusal);
    // What is wrong in the form is still being written. Anything else is for the person to decide.
    const isBeingWritten = refusal.field !== null;
    isHeld = !isBeingWritten;
    if (isBeingWritten) sayTrouble(undefined);
    else sayTrouble(refusal.sentence);
    sayState('held', isBeingWritten ? refusal.sentence : '');
  }
}
