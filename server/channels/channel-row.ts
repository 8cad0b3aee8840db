import type { Channel, ChannelMember, OwnChannel } from './channel.ts';
import type { Retention } from './retention/retention.ts';

export type ChannelRow = {
  id: string;
  kind: Channel['kind'];
  content: Channel['content'];
  title: string | null;
  purpose: string;
  history: Channel['history'];
  retention: Retention['unit'];
  retention_amount: number | null;
  opened_by: string;
  opened_at: number;
  last_seq: number;
  revision: number;
  first_seq: number;
  last_posted_at: number | null;
};

export type OwnChannelRow = ChannelRow & {
  person_id: string;
  member_first_seq: number;
  read_seq: number;
  seen_seq: number;
  notices: ChannelMember['notices'];
};

export const ownColumns = [
  'channels.*',
  'channel_members.person_id',
  'channel_members.first_seq as member_first_seq',
  'channel_members.read_seq',
  'channel_members.seen_seq',
  'channel_members.notices',
];

const toRetention = ({ retention: unit, retention_amount: amount }: ChannelRow): Retention =>
  unit === 'conversation' ? { unit, idleHours: amount } : { unit, amount: amount ?? 0 };

export const toChannel = (row: ChannelRow): Channel => ({
  ...{ id: row.id, kind: row.kind, content: row.content, title: row.title, purpose: row.purpose },
  ...{ history: row.history, retention: toRetention(row) },
  ...{ openedBy: row.opened_by, openedAt: row.opened_at },
  ...{ lastSeq: row.last_seq, revision: row.revision, firstSeq: row.first_seq },
  lastPostedAt: row.last_posted_at,
});

export const toOwnChannel = (row: OwnChannelRow): OwnChannel => ({
  ...toChannel(row),
  member: {
    personId: row.person_id,
    firstSeq: row.member_first_seq,
    readSeq: row.read_seq,
    seenSeq: row.seen_seq,
    notices: row.notices,
  },
});

export const retentionColumns = (
  retention: Retention,
): { retention: string; retention_amount: number | null } => ({
  retention: retention.unit,
  retention_amount: retention.unit === 'conversation' ? retention.idleHours : retention.amount,
});
