import { pageFact } from '../shared/page-facts.ts';
import { showInboxCount } from './inbox-badge.ts';
import { onNews } from './live-news.ts';

/** How many channels have something unread, in the navigation: kept up without asking for the page again. */
export function followUnread(): void {
  onNews('message:posted', ({ channelId, message }) => {
    const isSeen = document.querySelector(`[data-conversation="${channelId}"][data-in-sight]`) !== null;
    if (isSeen || message.sender.id === pageFact('person') || idsOf('mutedChannels').has(channelId)) return;
    show(idsOf('unreadChannels').add(channelId));
  });
  onNews('channel:read', ({ channelId, isAll }) => {
    if (!isAll) return;
    const unread = idsOf('unreadChannels');
    if (unread.delete(channelId)) show(unread);
  });
}

const link = () => document.querySelector<HTMLElement>('[data-unread-channels]');

const idsOf = (fact: 'unreadChannels' | 'mutedChannels'): Set<string> =>
  new Set(link()?.dataset[fact]?.split(' ').filter(Boolean));

function show(unread: Set<string>): void {
  const place = link();
  const count = place?.querySelector<HTMLElement>('.count');
  const figure = count?.querySelector('[data-count]');
  if (!place || !count || !figure) return;
  place.dataset['unreadChannels'] = [...unread].join(' ');
  figure.textContent = String(unread.size);
  count.hidden = unread.size === 0;
  showInboxCount();
}
