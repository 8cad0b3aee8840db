import { formatNumber, type AcknowledgementKind, type Priority, type Status } from './announcement.ts';
import { languageOf } from './announcement-row.ts';
import { isWaiting, stateOf, type Card } from './inbox-card.ts';

export type CardRow = {
  id: string;
  number_year: number;
  number_serial: number;
  title: string;
  language: string | null;
  priority: Priority;
  acknowledgement: AcknowledgementKind;
  deadline_at: number | null;
  released_at: number;
  sender_id: string;
  sender_name: string;
  sender_department: string;
  acknowledged_at: number | null;
  status: Status;
  drill: boolean | number;
  version: number;
  expires_at: number | null;
  older: number | null;
};

export function toCard(row: CardRow, now: number): Card {
  const standing = {
    ...{ status: row.status, acknowledgement: row.acknowledgement, releasedAt: row.released_at },
    ...{ deadlineAt: row.deadline_at, expiresAt: row.expires_at, confirmedAt: row.acknowledged_at },
  };
  const state = stateOf(standing, now);
  return {
    id: row.id,
    number: formatNumber(row.number_year, row.number_serial),
    title: row.title,
    language: languageOf(row.language),
    priority: row.priority,
    acknowledgement: row.acknowledgement,
    deadlineAt: row.deadline_at,
    releasedAt: row.released_at,
    sender: { id: row.sender_id, name: row.sender_name, department: row.sender_department },
    state,
    confirmedAt: row.acknowledged_at,
    drill: Boolean(row.drill),
    version: row.version,
    askedAgain: isWaiting({ state }) && row.older !== null,
  };
}
