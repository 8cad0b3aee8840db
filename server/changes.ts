/** Never what it says: what is deleted must be nowhere. `revision`: the one that it had by then. */
type MessagePlace = { channelId: string; seq: number; revision: number };

/**
 * What one process must tell the others: each is a row of the change feed, written in the transaction that
 * changes the state, and followed by every process within a second.
 */
export type Changes = {
  'announcement:released': { announcementId: string };
  'announcement:changed': { announcementId: string; personIds: string[] };
  'skew:measured': { announcementId: string };
  'membership:changed': { personIds: string[] };
  'person:changed': { personIds: string[] };
  'session:ended': { sessionHashes: string[]; reason: 'signed-out' | 'ended' | 'expired' };
  'token:revoked': { tokenId: string };
  'message:posted': MessagePlace;
  'message:changed': MessagePlace;
  'channel:changed': { channelId: string };
  /** Everything below is deleted for good. */
  'channel:cleared': { channelId: string; beforeSeq: number };
};
