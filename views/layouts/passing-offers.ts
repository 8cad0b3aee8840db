import { refresh } from './refresh.ts';

/** What the server offers for a while only, `[data-ends-in]` milliseconds, goes by itself: the page asks again then. */
export function watchPassingOffers(): void {
  for (const offer of document.querySelectorAll<HTMLElement>('[data-ends-in]')) {
    setTimeout(() => refresh(), Number(offer.dataset['endsIn']));
  }
}
