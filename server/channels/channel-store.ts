import type { Db, Transaction } from '../platform/db/database.ts';
import { insertRows, updateRows } from '../platform/db/dialect.ts';
import type { Channel, ChannelFacts } from './channel.ts';
import { retentionColumns } from './channel-row.ts';

type NewChannel = Channel & { participantsKey: string | null };

export async function insertChannel(db: Db, channel: NewChannel): Promise<void> {
  await db('channels').insert({
    ...{ id: channel.id, kind: channel.kind, content: channel.content },
    ...{ title: channel.title, purpose: channel.purpose, history: channel.history },
    ...retentionColumns(channel.retention),
    ...{ opened_by: channel.openedBy, opened_at: channel.openedAt },
    participants_key: channel.participantsKey,
    ...{ last_seq: channel.lastSeq, revision: channel.revision, first_seq: channel.firstSeq },
    last_posted_at: channel.lastPostedAt,
  });
}

export async function insertChannelTeams(db: Db, channelId: string, teamIds: string[]): Promise<void> {
  const rows = teamIds.map((teamId) => ({ channel_id: channelId, team_id: teamId }));
  await insertRows(db, 'channel_teams', rows);
}

export async function insertParticipants(db: Db, channelId: string, personIds: string[]): Promise<void> {
  const rows = personIds.map((personId) => ({ channel_id: channelId, person_id: personId }));
  await insertRows(db, 'channel_participants', rows);
}

export async function updateFacts(
  db: Db,
  channelId: string,
  { title, purpose, retention }: ChannelFacts,
): Promise<void> {
  await db('channels')
    .where({ id: channelId })
    .update({ title, purpose, ...retentionColumns(retention) });
}

type Raised = Pick<Channel, 'id' | 'lastSeq' | 'revision' | 'lastPostedAt'>;

/** What posts and changes have raised; the caller holds the channels. */
export async function raiseChannels(tx: Transaction, channels: Raised[]): Promise<void> {
  const rows = channels.map(({ id, lastSeq, revision, lastPostedAt }) => ({
    ...{ id, revision },
    last_seq: lastSeq,
    last_posted_at: lastPostedAt,
  }));
  await updateRows(tx, 'channels', ['id'], rows);
}
