import { copyMarkup } from './copy-markup.ts';
import { dropOldTexts, type KeptText, readTexts } from './kept-texts.ts';
import { waitForNetwork } from './waiting-page.ts';
import { keepConfirmation, listConfirmations } from './waiting-queue.ts';

/** On the page without network: the text that was asked for, if it came with its notice, or else which ones did. */
export async function showTexts(
  page: HTMLElement,
  owner: string | undefined,
  onPressed: () => void,
): Promise<void> {
  await dropOldTexts(Date.now());
  const texts = owner === undefined ? [] : await readTexts(owner);
  const asked = texts.find(({ id }) => location.pathname === pathOf(id));
  await placeText(page, asked, onPressed);
  listTexts(page, asked ? [] : texts);
}

const pathOf = (id: string): string => `/announcements/${id}`;

async function placeText(
  page: HTMLElement,
  text: KeptText | undefined,
  onPressed: () => void,
): Promise<void> {
  const article = text && fill(text, await isWaiting(text), onPressed);
  const shown = document.getElementById('kept-text');
  const hadFocus = shown?.contains(document.activeElement);
  shown?.remove();
  document.getElementById('offline-again')?.classList.toggle('button-ink', !article);
  if (!article) return;
  page.closest('.card')?.before(article);
  if (hadFocus) article.querySelector<HTMLElement>('[data-waits]')?.focus({ preventScroll: true });
}

async function isWaiting({ id, owner, key, version }: KeptText): Promise<boolean> {
  const waiting = await listConfirmations({ owner, key });
  return waiting.some((each) => each.announcementId === id && each.version === version && !each.refusal);
}

function fill(text: KeptText, waits: boolean, onPressed: () => void): HTMLElement | null {
  const template = document.querySelector<HTMLTemplateElement>('template[data-kept-text]');
  const article = template?.content.firstElementChild?.cloneNode(true);
  if (!(article instanceof HTMLElement)) return null;
  const part = (name: string) => article.querySelector<HTMLElement>(`[data-${name}]`);
  const write = (name: string, words: string) => part(name)?.replaceChildren(words);
  const keepIf = (isKept: boolean, name: string) => isKept || part(name)?.remove();
  for (const priority of article.querySelectorAll<HTMLElement>('[data-priority]'))
    if (priority.dataset['priority'] !== text.priority) priority.remove();
  part('title')?.parentElement?.classList.add(`passage-${text.priority}`);
  write('title', text.title);
  write('sender', text.sender);
  write('deadline', text.deadline ?? '');
  write('version', String(text.version));
  part('text')?.append(copyMarkup(text.html));
  for (const name of ['title', 'text']) part(name)?.setAttribute('lang', text.language);
  keepIf(text.deadline !== null, 'until');
  keepIf(text.isCut, 'cut');
  keepIf(text.asks, 'cut-confirm');
  keepIf(waits, 'waits');
  keepIf(text.asks && !text.isCut && !waits, 'press');
  part('press')?.addEventListener('click', () => void press(text).then(onPressed));
  return article;
}

/** As on the page itself: kept sealed to its owner, sent once the house can be reached. */
async function press({ id, owner, key, version }: KeptText): Promise<void> {
  const pressed = { announcementId: id, version, clientAckId: crypto.randomUUID(), claimedAt: Date.now() };
  await keepConfirmation({ owner, key }, pressed);
  waitForNetwork();
}

function listTexts(page: HTMLElement, texts: KeptText[]): void {
  const list = page.querySelector<HTMLElement>('[data-texts]');
  if (!list) return;
  list.hidden = texts.length === 0;
  list.querySelector('ul')?.replaceChildren(...texts.map(linkTo));
}

function linkTo({ id, title, language }: KeptText): HTMLElement {
  const [item, link] = [document.createElement('li'), document.createElement('a')];
  Object.assign(link, { href: pathOf(id), textContent: title, lang: language });
  item.append(link);
  return item;
}
