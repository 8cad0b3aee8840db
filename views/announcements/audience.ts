import { announce } from '../shared/announcer.ts';
import { sendJson } from '../shared/send-json.ts';
import { afterPause, readFragment } from './fragment.ts';

const opposites = new Map([
  ['teams', 'exceptTeams'],
  ['exceptTeams', 'teams'],
  ['people', 'exceptPeople'],
  ['exceptPeople', 'people'],
]);

/** Counts the audience and its reach anew with every choice; the answer waits until all choices so far stand in the ledger. */
export function showAudience(form: HTMLFormElement): () => Promise<void> {
  joinPicksAndLedger(form);
  let counting: Promise<void> | undefined;
  let end = (): void => undefined;
  const count = afterPause(150, (signal) => {
    void show(form, signal).then(() => {
      if (!signal.aborted) end();
    });
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name !== 'everyone' && !opposites.has(target.name)) return;
    chooseEverywhere(form, target);
    counting ??= new Promise((resolve) => {
      end = () => {
        counting = undefined;
        resolve();
      };
    });
    count();
  });
  return () => counting ?? Promise.resolve();
}

/** What has just been brought onto the page shows what the ledger says. */
export function chooseAsBefore(form: HTMLFormElement, part: string): void {
  const chosen = new Set([...inputsOf(form, '#reach')].filter(({ checked }) => checked).map(nameOf));
  for (const input of inputsOf(form, part)) input.checked = chosen.has(nameOf(input));
}

const inputsOf = (form: HTMLFormElement, part: string) =>
  form.querySelectorAll<HTMLInputElement>(`${part} input[type="checkbox"]`);

const nameOf = ({ name, value }: HTMLInputElement): string => `${name} ${value}`;

// Without script only the ledger can take a team out again; with it, both show the same.
function joinPicksAndLedger(form: HTMLFormElement): void {
  for (const input of inputsOf(form, '.pick')) input.disabled = false;
  for (const taken of form.querySelectorAll('[data-taken]')) taken.remove();
}

/** The same line may stand in the ledger, among what was found and in the tree; nobody is both in and out. */
function chooseEverywhere(form: HTMLFormElement, chosen: HTMLInputElement): void {
  const opposite = opposites.get(chosen.name);
  for (const input of inputsOf(form, '')) {
    if (input.value !== chosen.value) continue;
    if (input.name === chosen.name) input.checked = chosen.checked;
    else if (input.name === opposite && chosen.checked) input.checked = false;
  }
}

async function show(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const audience = readAudience(new FormData(form));
  const fragment = await readFragment(
    sendJson('/announcements/reach-preview', { body: { audience }, signal }),
  );
  if (!fragment || signal.aborted) return;
  const focused = document.activeElement?.closest('#reach') !== null;
  for (const part of [...fragment.children]) document.getElementById(part.id)?.replaceWith(part);
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
