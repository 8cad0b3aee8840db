import type { Viewer } from '../platform/views/dates.ts';
import { monthOf, type Month } from '../platform/views/month-of.ts';
import type { Card } from './inbox-card.ts';

type MonthOfCards = Month & { otherYear: number | null; isThis: boolean; cards: Card[] };

const isSame = (one: Month, other: Month): boolean => one.name === other.name && one.year === other.year;

/** Cards in the order of their release under the months in which they were; the year where it is another one. */
export function groupByMonth(cards: Card[], viewer: Viewer): MonthOfCards[] {
  const present = monthOf(viewer.now, viewer);
  const months: MonthOfCards[] = [];
  for (const card of cards) {
    const month = monthOf(card.releasedAt, viewer);
    const last = months.at(-1);
    if (last && isSame(last, month)) last.cards.push(card);
    else
      months.push({
        ...{ ...month, isThis: isSame(month, present), cards: [card] },
        otherYear: month.year === present.year ? null : month.year,
      });
  }
  return months;
}
