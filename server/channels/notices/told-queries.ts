import type { Knex } from 'knex';
import type { Db, Transaction } from '../../platform/db/database.ts';
import { whereIn, whereRows } from '../../platform/db/dialect.ts';
import { groupBy } from '../../platform/group-by.ts';
import type { NoticeChoice } from '../channel.ts';
import { listDirectNames } from '../member-queries.ts';
import type { Message } from '../message.ts';
import { visibleSince } from '../visible-messages.ts';
import type { ChosenQuiet } from './notice.ts';

type Choice = { channelId: string; personId: string; notices: NoticeChoice };

/** Who in the channels of these messages may have to be told of one of them, and what they chose. */
export async function listChoices(
  tx: Transaction,
  messages: Pick<Message, 'channelId' | 'mentions' | 'mentionsAll'>[],
): Promise<Map<string, Choice[]>> {
  const table = 'channel_members';
  const [channels, called] = [messages, messages.filter(({ mentionsAll }) => mentionsAll)].map((those) => [
    ...new Set(those.map(({ channelId }) => channelId)),
  ]);
  const mentioned = messages.flatMap(({ channelId, mentions }) =>
    mentions.map((personId) => ({ channel_id: channelId, person_id: personId })),
  );
  const rows = (await whereIn(tx(table), 'channel_id', channels ?? [])
    .where((told) => {
      void told.where({ notices: 'all' });
      void told.orWhere((all) => {
        void whereIn(all.where({ notices: 'mentions' }), 'channel_id', called ?? []);
      });
      if (mentioned.length > 0) void told.orWhere((one) => void whereRows(one, table, mentioned));
    })
    .select('channel_id as channelId', 'person_id as personId', 'notices')) as Choice[];
  return groupBy(rows, ({ channelId }) => channelId);
}

/** What there is to tell: in which channel, as this person calls it, and his quiet hours. */
export type Tellable = { channelId: string; title: string; quiet: ChosenQuiet };

type Row = { id: number; channelId: string; personId: string; title: string | null; quiet: ChosenQuiet };

/**
 * Of these notices those about which there is something to tell still: somebody else's message, no older than the one
 * that it was made for, that its person, a member still, may see and has not had in sight, and wants to be told of.
 */
export async function findTellable(db: Db, noticeIds: number[], now: number): Promise<Map<number, Tellable>> {
  if (noticeIds.length === 0) return new Map();
  // By one bound alone, and by what calls somebody first: else all that is said is gone through for each notice.
  const isNew = `messages.seq > case when deliveries.from_seq > channel_members.seen_seq
    then deliveries.from_seq - 1 else channel_members.seen_seq end`;
  const untold = (messages: Knex.QueryBuilder) =>
    messages
      .whereRaw('messages.channel_id = channels.id')
      .whereRaw(isNew)
      .whereRaw('+messages.seq > channel_members.read_seq')
      .whereRaw('+messages.seq >= channel_members.first_seq')
      .whereRaw('+messages.seq >= channels.first_seq')
      .whereRaw(`+messages.posted_at >= ${visibleSince}`, [now, now, now])
      .whereRaw('messages.sender_id <> deliveries.person_id')
      .whereNull('messages.deleted_at')
      .select(db.raw('1'));
  const mention = untold(db('message_mentions').crossJoin(db.raw('messages')))
    .whereRaw('message_mentions.person_id = deliveries.person_id')
    .whereRaw('message_mentions.channel_id = channels.id')
    .whereRaw(isNew.replace('messages.seq', 'message_mentions.seq'))
    .whereRaw('messages.seq = message_mentions.seq');
  const call = untold(db('messages')).whereRaw('messages.mentions_all');
  const rows = (await db('deliveries')
    .join('channels', 'channels.id', 'deliveries.occasion_id')
    .join('channel_members', (join) =>
      join
        .on('channel_members.channel_id', 'channels.id')
        .andOn('channel_members.person_id', 'deliveries.person_id'),
    )
    .leftJoin('preferences', 'preferences.person_id', 'deliveries.person_id')
    .whereIn('deliveries.id', noticeIds)
    .where((wanted) => {
      void wanted.where((all) => {
        void all.where('channel_members.notices', 'all').whereExists(untold(db('messages')));
      });
      void wanted.orWhere((called) => {
        void called.where('channel_members.notices', 'mentions');
        void called.where((me) => void me.whereExists(mention).orWhereExists(call));
      });
    })
    .select('deliveries.id', 'channels.id as channelId', 'deliveries.person_id as personId')
    .select('channels.title', 'preferences.quiet_hours as quiet')) as Row[];
  const names = await listDirectNames(
    db,
    rows.filter(({ title }) => title === null).map(({ channelId }) => channelId),
  );
  return new Map(
    rows.map(({ id, channelId, personId, title, quiet }) => {
      const others = (names.get(channelId) ?? []).filter((other) => other.id !== personId);
      return [id, { channelId, quiet, title: title ?? others.map(({ name }) => name).join(', ') }];
    }),
  );
}
