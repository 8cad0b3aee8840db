import { announce } from '../shared/announcer.ts';
import { sendJson } from '../shared/send-json.ts';
import { afterPause, readFragment } from './fragment.ts';

const names = ['everyone', 'teams', 'people', 'exceptTeams', 'exceptPeople'];

/** Counts the audience and its reach anew with every choice. */
export function showAudience(form: HTMLFormElement): () => Promise<void> {
  joinTreeAndLedger(form);
  let counting = Promise.resolve();
  const count = afterPause(150, (signal) => {
    counting = show(form, signal);
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !names.includes(target.name)) return;
    chooseEverywhere(form, target);
    count();
  });
  return () => counting;
}

// Without script only the ledger can take a team out again; with it, both show the same.
function joinTreeAndLedger(form: HTMLFormElement): void {
  for (const taken of form.querySelectorAll('[data-taken]')) {
    const input = taken.closest('label')?.querySelector('input');
    if (input) input.disabled = false;
    taken.remove();
  }
}

function chooseEverywhere(form: HTMLFormElement, chosen: HTMLInputElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
    if (input.name === chosen.name && input.value === chosen.value) input.checked = chosen.checked;
  }
}

async function show(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const audience = readAudience(new FormData(form));
  const fragment = await readFragment(
    sendJson('/announcements/reach-preview', { body: { audience }, signal }),
  );
  if (!fragment || signal.aborted) return;
  const focused = document.activeElement?.closest('#reach') !== null;
  document.getElementById('reach')?.replaceWith(fragment);
  const reach = document.getElementById('reach');
  announce(reach?.querySelector<HTMLElement>('.ledger-sum')?.innerText);
  if (focused && reach) {
    reach.tabIndex = -1;
    reach.focus({ preventScroll: true });
  }
}

function readAudience(fields: FormData): object {
  const all = (name: string) => [...new Set(fields.getAll(name))];
  return {
    everyone: fields.has('everyone'),
    teams: all('teams'),
    people: all('people'),
    except: { teams: all('exceptTeams'), people: all('exceptPeople') },
  };
}
