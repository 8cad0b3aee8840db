import type { PostedMessage } from '../../server/live-events.ts';
import { channelId, copyOf, fact, part, word } from './conversation-place.ts';
import { nameOf } from './members.ts';

const mostNamed = 20;

/** Each kind with its number; who gave it is named for whoever points at it or hears it. */
export function fillReactions(row: HTMLElement, { seq, reactions }: PostedMessage): void {
  const place = part(row, 'reactions');
  if (!place || (reactions.length === 0 && place.childElementCount === 0)) return;
  const focused = document.activeElement instanceof HTMLButtonElement ? document.activeElement : null;
  const kind = focused && place.contains(focused) ? focused.value : null;
  const named: Promise<void>[] = [];
  place.hidden = reactions.length === 0;
  place.replaceChildren(
    ...reactions.flatMap(({ emoji, personIds }) => {
      const item = copyOf('reaction-template');
      const button = item?.querySelector('button');
      if (!item || !button) return [];
      button.value = emoji;
      button.setAttribute('formaction', `/channels/${channelId}/messages/${seq}/reactions`);
      button.ariaPressed = String(personIds.includes(fact('person')));
      const shown = button.querySelector('[aria-hidden]');
      shown?.replaceChildren(`${emoji} ${personIds.length}`);
      named.push(nameThem(button, emoji, personIds));
      return [item];
    }),
  );
  void Promise.all(named).then(() => showGivers(row));
  if (kind !== null) place.querySelector<HTMLElement>(`[value="${kind}"]`)?.focus({ preventScroll: true });
}

/** The same in words, for whoever can neither point nor hear: where one acts on the message, while that is open. */
export function showGivers(row: HTMLElement): void {
  const panel = row.nextElementSibling;
  const place = panel?.matches('.message-actions') ? part(panel, 'givers') : null;
  if (!place) return;
  const given = [...row.querySelectorAll<HTMLButtonElement>('.reactions .reaction')];
  place.hidden = given.length === 0;
  place.replaceChildren(
    ...given.map(({ value, title }) => {
      const item = document.createElement('li');
      const [emoji, words] = [document.createElement('span'), document.createElement('span')];
      emoji.ariaHidden = 'true';
      emoji.textContent = value;
      words.textContent = title;
      item.append(emoji, ' ', words);
      return item;
    }),
  );
}

/** Those whose names are known here, and how many others. */
function sayWho(names: (string | undefined)[], count: number): string {
  const known = names.filter(Boolean);
  const others = count - known.length;
  if (others === 0) return known.join(', ');
  if (known.length === 0) return String(count);
  const words = others === 1 ? word('and-one') : word('and-more').replace('2', String(others));
  return words.replace('%', () => known.join(', '));
}

async function nameThem(button: HTMLButtonElement, emoji: string, personIds: string[]): Promise<void> {
  const named = personIds.slice(0, mostNamed);
  const names = await Promise.all(
    named.map(async (id) => (id === fact('person') ? word('you') : await nameOf(id))),
  );
  const kind = document.querySelector<HTMLTemplateElement>('#words')?.content;
  const label = `${kind?.querySelector(`[data-emoji="${emoji}"]`)?.textContent ?? emoji}: ${sayWho(names, personIds.length)}`;
  button.title = label;
  button.querySelector('.visually-hidden')?.replaceChildren(label);
}
