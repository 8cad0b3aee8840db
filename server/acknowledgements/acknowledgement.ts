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
  /** When the device says that the button was pressed, without network; nobody has checked it. */
  claimedAt: number | null;
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

/** Late by the clock of the server, in time by that of the device. */
export const isInTimeByClaim = (
  acknowledgement: Pick<Acknowledgement, 'acknowledgedAt' | 'claimedAt' | 'deadlineAt'>,
): boolean =>
  isLate(acknowledgement) &&
  acknowledgement.claimedAt !== null &&
  acknowledgement.deadlineAt !== null &&
  acknowledgement.claimedAt <= acknowledgement.deadlineAt;

/** What a person gives who confirms. */
export type Given = {
  announcementId: string;
  personId: string;
  version: number;
  clientAckId: string;
  /** When the device says that the button was pressed; null when it was online. */
  claimedAt: number | null;
  signedInHow: string;
  device: string;
};

export type Confirmation = Omit<Given, 'announcementId'> & {
  announcement: Announcement;
  /** The hash of the version that was read; null when there never was such a version. */
  contentHash: string | null;
};

/** Is a confirmation of this version one of the text that holds now, but for editorial corrections? */
export function checkVersion(
  { version: current, asksFromVersion }: Pick<Announcement, 'version' | 'asksFromVersion'>,
  version: number,
): void {
  if (version > current)
    throw new Refusal('invalid', 'unknown-version', { field: 'version', params: { version } });
  if (version < asksFromVersion) throw new Refusal('conflict', 'text-corrected', { field: 'version' });
}

/** What a confirmation has come to, with what a receipt says of the announcement. */
export type Confirmed = { acknowledgement: Acknowledgement; isNew: boolean; number: string; title: string };

/** What stands of one obligation when it is confirmed. */
export type Standing = {
  announcement: Announcement | null;
  obligation: { leftAt: number | null } | null;
  /** The confirmation that fulfils it already. */
  existing: Acknowledgement | null;
  contentHash: string | null;
};

/**
 * What a confirmation comes to: a new row, or the one that is there. Refuses `not-found` for whoever may not see it,
 * `forbidden` for a sender who is no recipient.
 */
export function fulfil(
  given: Given,
  standing: Standing,
  id: string,
  now: number,
): { announcement: Announcement; acknowledgement: Acknowledgement } {
  const { announcement, obligation, existing, contentHash } = standing;
  if (!announcement) throw new Refusal('not-found');
  if (existing) {
    checkVersion(announcement, given.version);
    return { announcement, acknowledgement: existing };
  }
  const isOut = announcement.status === 'released' || announcement.status === 'withdrawn';
  const isAsked = obligation !== null && obligation.leftAt === null;
  if (announcement.senderId !== given.personId && !(isOut && isAsked)) throw new Refusal('not-found');
  if (!isAsked) throw new Refusal('forbidden', 'not-a-recipient');
  return { announcement, acknowledgement: confirm({ ...given, announcement, contentHash }, id, now) };
}

/** A recipient confirms the text that he read. Late is allowed, and shows. */
export function confirm(confirmation: Confirmation, id: string, now: number): Acknowledgement {
  const { announcement, version, contentHash } = confirmation;
  if (announcement.acknowledgement === 'none') throw new Refusal('conflict', 'nothing-to-confirm');
  if (announcement.status === 'withdrawn') throw new Refusal('conflict', 'withdrawn');
  checkVersion(announcement, version);
  if (contentHash === null)
    throw new Refusal('invalid', 'unknown-version', { field: 'version', params: { version } });
  return {
    id,
    announcementId: announcement.id,
    personId: confirmation.personId,
    version,
    contentHash,
    clientAckId: confirmation.clientAckId,
    acknowledgedAt: now,
    claimedAt: plausibleClaim(confirmation.claimedAt, announcement.releasedAt ?? now, now),
    deadlineAt: announcement.deadlineAt,
    signedInHow: confirmation.signedInHow,
    device: confirmation.device,
  };
}

/** A clock that runs before the release or after now proves nothing, and is not written down. */
const plausibleClaim = (claimedAt: number | null, releasedAt: number, now: number): number | null =>
  claimedAt !== null && claimedAt >= releasedAt && claimedAt <= now ? claimedAt : null;

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
