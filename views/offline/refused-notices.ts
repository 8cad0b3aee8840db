import { announce } from '../shared/announcer.ts';
import type { Waiting } from './confirmation.ts';

/** What was pressed without network and did not count: says so on every page until it has been read. */
export function showRefused(waiting: Waiting[], hasRead: (id: string) => void): void {
  const template = document.getElementById('refused-confirmation');
  if (!(template instanceof HTMLTemplateElement)) return;
  for (const { id, announcementId, refusal } of waiting) {
    if (refusal === null || document.querySelector(`[data-refused="${id}"]`)) continue;
    const content = template.content.cloneNode(true) as DocumentFragment;
    const notice = content.querySelector<HTMLElement>('[data-refused]');
    if (!notice) return;
    notice.dataset['refused'] = id;
    fill(notice, `/announcements/${announcementId}`, refusal);
    notice.querySelector('button')?.addEventListener('click', () => {
      notice.remove();
      hasRead(id);
    });
    document.getElementById('main')?.prepend(notice);
    notice.scrollIntoView({ block: 'nearest' });
    announce(notice.querySelector('p')?.textContent);
  }
}

function fill(notice: HTMLElement, path: string, refusal: string): void {
  const words = notice.querySelector('[data-refusal]');
  const link = notice.querySelector('a');
  if (words) words.textContent = refusal;
  if (location.pathname === path) link?.remove();
  else link?.setAttribute('href', path);
}
