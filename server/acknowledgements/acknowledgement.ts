import type { Announcement } from '../announcements/announcement.ts';
import { Refusal } from '../platform/refusal.ts';

/** The row that proves a confirmation. */
export type Acknowledgement = {
  id: string;
  announcementId: string;
  personId: string;
  version: number;
  contentHash: string;
  clientAckId: string;
  acknowledgedAt: number;
  /** The deadline as it stood then. */
  deadlineAt: number | null;
  signedInHow: string;
  device: string;
};

export type ObligationState = 'outstanding' | 'confirmed' | 'left';

export const isLate = ({
  acknowledgedAt,
  deadlineAt,
}: Pick<Acknowledgement, 'acknowledgedAt' | 'deadlineAt'>): boolean =>
  deadlineAt !== null && acknowledgedAt > deadlineAt;

export type Confirmation = {
  announcement: Announcement;
  personId: string;
  version: number;
  clientAckId: string;
  signedInHow: string;
  device: string;
};

/** A recipient confirms the text that he read. Late is allowed, and shows. */
export function confirm(confirmation: Confirmation, id: string, now: number): Acknowledgement {
  const { announcement, version } = confirmation;
  if (announcement.acknowledgement === 'none') throw new Refusal('conflict', 'nothing-to-confirm');
  if (version !== announcement.version) {
    throw new Refusal('invalid', 'unknown-version', { field: 'version', params: { version } });
  }
  return {
    id,
    announcementId: announcement.id,
    personId: confirmation.personId,
    version,
    contentHash: announcement.contentHash,
    clientAckId: confirmation.clientAckId,
    acknowledgedAt: now,
    deadlineAt: announcement.deadlineAt,
    signedInHow: confirmation.signedInHow,
    device: confirmation.device,
  };
}

type ObligationChange = 'add' | 'leave' | 'return' | null;

/** What a change of membership does to somebody's obligation. Who leaves the audience keeps a confirmation. */
export function obligationChange(
  obligation: { leftAt: number | null } | null,
  isAddressed: boolean,
  isOpen: boolean,
): ObligationChange {
  if (obligation === null) return isAddressed && isOpen ? 'add' : null;
  if (isAddressed) return obligation.leftAt === null ? null : 'return';
  return obligation.leftAt === null ? 'leave' : null;
}
