import { outsideQuiet, parseQuietHours, type QuietHours } from '../../delivery/plan/quiet-hours.ts';
import type { NoticeChoice } from '../channel.ts';
import type { Message } from '../message.ts';

type Member = { personId: string; notices: NoticeChoice };

/** Whom a message is told to: never its sender, and the others as they chose for this channel. */
export function toldOf(
  { sender, mentions, mentionsAll }: Pick<Message, 'sender' | 'mentions' | 'mentionsAll'>,
  members: Member[],
): string[] {
  const isTold = ({ personId, notices }: Member): boolean =>
    personId !== sender.id &&
    (notices === 'all' || (notices === 'mentions' && (mentionsAll || mentions.includes(personId))));
  return members.filter(isTold).map(({ personId }) => personId);
}

/** As a person chose them for the channels: own ones, none, or, by default, those of the house. */
export type ChosenQuiet = string | null;

/** When somebody may be told of what is said in a channel: now, or when his quiet hours end. */
export function mayTellAt(
  now: number,
  chosen: ChosenQuiet,
  house: { quietHours: QuietHours; timeZone: string },
): number {
  const hours = chosen === null ? house.quietHours : (parseQuietHours(chosen) ?? null);
  return outsideQuiet(now, Infinity, hours, house.timeZone);
}
