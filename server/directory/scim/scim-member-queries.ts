import type { Knex } from 'knex';
import type { Db } from '../../platform/db/database.ts';
import { whereIn } from '../../platform/db/dialect.ts';

export type Member = { groupId: string; id: string; name: string; type: 'User' | 'Group' };

/** The members of these groups as they are to be shown, people first. */
export async function listMembers(db: Db, groupIds: string[]): Promise<Member[]> {
  const of = (table: string, name: string): Knex.QueryBuilder =>
    whereIn(
      db('scim_members').join(table, `${table}.id`, 'scim_members.member_id'),
      'scim_members.group_id',
      groupIds,
    )
      .select({ groupId: 'scim_members.group_id', id: 'scim_members.member_id', name })
      .orderBy('scim_members.member_id');
  type Row = Omit<Member, 'type'>;
  const persons = (await of('scim_people', 'scim_people.user_name')) as Row[];
  const inner = (await of('scim_groups', 'scim_groups.display_name')) as Row[];
  return [
    ...persons.map((row) => ({ ...row, type: 'User' as const })),
    ...inner.map((row) => ({ ...row, type: 'Group' as const })),
  ];
}

/** Of these ids those that are in the group; all of its members when none are given. */
export async function readMemberIds(db: Db, groupId: string, ids: string[] | null): Promise<Set<string>> {
  const query = db('scim_members').where({ group_id: groupId });
  if (ids !== null) void whereIn(query, 'member_id', ids);
  return new Set((await query.pluck('member_id')) as string[]);
}

export async function listGroupsOf(db: Db, memberId: string): Promise<string[]> {
  return (await db('scim_members')
    .where({ member_id: memberId })
    .orderBy('group_id')
    .pluck('group_id')) as string[];
}

/** Which of these ids are people, and which groups. */
export async function sortMembers(db: Db, ids: string[]): Promise<Record<'people' | 'groups', string[]>> {
  const among = async (table: string) =>
    (await whereIn(db(table), 'id', ids).orderBy('id').pluck('id')) as string[];
  return { people: await among('scim_people'), groups: await among('scim_groups') };
}
