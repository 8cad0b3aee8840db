import type { Language } from '../platform/views/languages.ts';
import type { AcknowledgementKind, Priority, Status } from './announcement.ts';

/** `expired`: it no longer holds, and this person had not confirmed it. */
export type CardState = 'outstanding' | 'late' | 'confirmed' | 'new' | 'read' | 'withdrawn' | 'expired';

/** An announcement as it stands in one person's inbox. */
export type Card = {
  id: string;
  number: string;
  title: string;
  /** Of the title. */
  language: Language;
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  deadlineAt: number | null;
  releasedAt: number;
  sender: { id: string; name: string; department: string };
  state: CardState;
  confirmedAt: number | null;
  drill: boolean;
  version: number;
  /** Confirmed once, and asked again because the text has changed since. */
  askedAgain: boolean;
};

/** What asks for nothing is new for a week: nobody records whether it was opened. */
export const newForMs = 7 * 24 * 3600 * 1000;

type Standing = {
  status: Status;
  acknowledgement: AcknowledgementKind;
  releasedAt: number;
  deadlineAt: number | null;
  expiresAt: number | null;
  confirmedAt: number | null;
};

export function stateOf(card: Standing, now: number): CardState {
  if (card.status === 'withdrawn') return 'withdrawn';
  if (card.confirmedAt !== null) return 'confirmed';
  if (card.expiresAt !== null && card.expiresAt <= now) return 'expired';
  if (card.acknowledgement === 'none') return card.releasedAt > now - newForMs ? 'new' : 'read';
  return card.deadlineAt !== null && card.deadlineAt < now ? 'late' : 'outstanding';
}

/** Whether this person is asked to confirm it. */
export const isWaiting = ({ state }: Pick<Card, 'state'>): boolean =>
  state === 'outstanding' || state === 'late';
