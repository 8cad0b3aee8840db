import type { Db, Transaction } from '../platform/db/database.ts';
import { lockRows, whereIn, whereRows } from '../platform/db/dialect.ts';
import { groupBy } from '../platform/group-by.ts';
import type { Team } from '../directory/person.ts';
import type { ChannelKind, ChannelMember } from './channel.ts';

export type Place = { channelId: string; personId: string };
type MemberRow = {
  channel_id: string;
  person_id: string;
  first_seq: number;
  read_seq: number;
  seen_seq: number;
  notices: ChannelMember['notices'];
};

const channelOf = ({ channelId }: { channelId: string }): string => channelId;

export const placeKey = ({ channelId, personId }: Place): string => `${channelId} ${personId}`;

const toMember = (row: MemberRow): ChannelMember => ({
  ...{ personId: row.person_id, firstSeq: row.first_seq, notices: row.notices },
  ...{ readSeq: row.read_seq, seenSeq: row.seen_seq },
});

/** The memberships among these that there are now, by `placeKey`. */
export const findMembers = async (db: Db, places: Place[]): Promise<Map<string, ChannelMember>> =>
  byPlace((await membersAt(db, places)) as MemberRow[]);

/** The same, held until the transaction ends. */
export const holdMembers = async (tx: Transaction, places: Place[]): Promise<Map<string, ChannelMember>> =>
  byPlace((await lockRows(tx, membersAt(tx, places))) as MemberRow[]);

const membersAt = (db: Db, places: Place[]) =>
  whereRows(
    db('channel_members'),
    'channel_members',
    places.map(({ channelId, personId }) => ({ channel_id: channelId, person_id: personId })),
  )
    .orderBy(['channel_id', 'person_id'])
    .select('channel_id', 'person_id', 'first_seq', 'read_seq', 'seen_seq', 'notices');

const byPlace = (rows: MemberRow[]): Map<string, ChannelMember> =>
  new Map(
    rows.map((row) => [placeKey({ channelId: row.channel_id, personId: row.person_id }), toMember(row)]),
  );

/** Where these people are members now. */
export async function listPlaces(db: Db, personIds: string[]): Promise<(Place & { firstSeq: number })[]> {
  const query = whereIn(db('channel_members'), 'person_id', personIds);
  return (await query.select(
    ...['channel_id as channelId', 'person_id as personId', 'first_seq as firstSeq'],
  )) as (Place & { firstSeq: number })[];
}

type NamedMember = { id: string; name: string; department: string };

/** Who is in a channel, by name. */
export async function listMembers(db: Db, channelId: string): Promise<NamedMember[]> {
  return (await db('channel_members')
    .join('people', 'people.id', 'channel_members.person_id')
    .where({ channel_id: channelId })
    .orderBy(['people.sort_key', 'people.id'])
    .select('people.id', 'people.name', 'people.department')) as NamedMember[];
}

/** Of these channels, how many are in each. */
export async function countMembers(db: Db, channelIds: string[]): Promise<Map<string, number>> {
  const rows = (await whereIn(db('channel_members'), 'channel_id', channelIds)
    .groupBy('channel_id')
    .select('channel_id as channelId')
    .count({ count: '*' })) as { channelId: string; count: number }[];
  return new Map(rows.map(({ channelId, count }) => [channelId, count]));
}

/** The teams to which these channels are bound, by name. */
export async function listChannelTeams(db: Db, channelIds: string[]): Promise<Map<string, Team[]>> {
  const rows = (await whereIn(db('channel_teams'), 'channel_id', channelIds)
    .join('teams', 'teams.id', 'channel_teams.team_id')
    .orderBy(['teams.sort_key', 'teams.id'])
    .select('channel_id as channelId', 'teams.id', 'teams.name')) as (Team & { channelId: string })[];
  return groupBy(rows, channelOf, ({ id, name }) => ({ id, name }));
}

/** The participants of these direct conversations who are members still, by name. */
export async function listDirectNames(
  db: Db,
  channelIds: string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const rows = (await whereIn(db('channel_participants'), 'channel_id', channelIds)
    .join('people', 'people.id', 'channel_participants.person_id')
    .orderBy(['people.sort_key', 'people.id'])
    .select('channel_id as channelId', 'people.id', 'people.name')) as {
    channelId: string;
    id: string;
    name: string;
  }[];
  return groupBy(rows, channelOf, ({ id, name }) => ({ id, name }));
}

/** What decides on the members of the channels that concern these people. */
type Binding = { channelId: string; kind: ChannelKind; teamIds: string[]; participants: string[] };

/** The channels bound to one of these teams, those in which these people are members, and their conversations. */
export async function listBindings(db: Db, personIds: string[], teamIds: string[]): Promise<Binding[]> {
  const ids = new Set([
    ...((await whereIn(db('channel_teams'), 'team_id', teamIds).pluck('channel_id')) as string[]),
    ...((await whereIn(db('channel_members'), 'person_id', personIds).pluck('channel_id')) as string[]),
    ...((await whereIn(db('channel_participants'), 'person_id', personIds).pluck('channel_id')) as string[]),
  ]);
  return findBindings(db, [...ids]);
}

export async function findBindings(db: Db, channelIds: string[]): Promise<Binding[]> {
  const kinds = (await whereIn(db('channels'), 'id', channelIds).orderBy('id').select('id', 'kind')) as {
    id: string;
    kind: ChannelKind;
  }[];
  const pairs = async (table: string, column: string) =>
    groupBy(
      (await whereIn(db(table), 'channel_id', channelIds).select(
        ...['channel_id as channelId', `${column} as id`],
      )) as { channelId: string; id: string }[],
      channelOf,
      ({ id }) => id,
    );
  const [teams, participants] = [
    await pairs('channel_teams', 'team_id'),
    await pairs('channel_participants', 'person_id'),
  ];
  return kinds.map(({ id, kind }) => ({
    ...{ channelId: id, kind, teamIds: teams.get(id) ?? [], participants: participants.get(id) ?? [] },
  }));
}
