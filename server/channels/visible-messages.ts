import type { Db } from '../platform/db/database.ts';

const hourMs = 3_600_000;

/** What `visibleSince` of the rules says, for the query that joins the channel. Three times the same instant. */
export const visibleSince = `case channels.retention
    when 'days' then ? - channels.retention_amount * ${String(24 * hourMs)}.0
    when 'hours' then ? - channels.retention_amount * ${String(hourMs)}.0
    else case when channels.last_posted_at < ? - channels.retention_amount * ${String(hourMs)}.0
      then channels.last_posted_at + 1 else 0 end
  end`;

/**
 * The messages that a person may see now: of his channels, since he may, and not past their time. The plus keeps these
 * conditions from being taken for the way to the rows: they hold for nearly all that there are.
 */
export const visibleMessages = (db: Db, personId: string, now: number) =>
  db('messages')
    .join('channel_members', 'channel_members.channel_id', 'messages.channel_id')
    .join('channels', 'channels.id', 'messages.channel_id')
    .where('channel_members.person_id', personId)
    .whereRaw('+messages.seq >= channel_members.first_seq')
    .whereRaw('+messages.seq >= channels.first_seq')
    .whereRaw(`+messages.posted_at >= ${visibleSince}`, [now, now, now]);
