import { findPlace } from '../../acknowledgements/named-recipient-queries.ts';
import type { Announcement } from '../../announcements/announcement.ts';
import type { Db } from '../../platform/db/database.ts';
import { whereIn } from '../../platform/db/dialect.ts';
import { askedOf, unreachedAfter } from '../unreached-queries.ts';
import type { Call } from './call.ts';

/** The calls to each of these people about an announcement, the newest first. */
export async function listCalls(
  db: Db,
  announcementId: string,
  personIds: string[],
): Promise<Map<string, Call[]>> {
  const query = db('calls')
    .leftJoin('people', 'people.id', 'calls.caller_id')
    .where('calls.announcement_id', announcementId)
    .orderBy('calls.called_at', 'desc')
    .select('calls.person_id as personId', 'calls.outcome', 'calls.called_at as at', 'people.name as caller');
  const rows = (await whereIn(query, 'calls.person_id', personIds)) as (Call & { personId: string })[];
  const calls = new Map<string, Call[]>();
  for (const { personId, ...call } of rows) calls.set(personId, [...(calls.get(personId) ?? []), call]);
  return calls;
}

type UnreachedPerson = { personId: string; name: string; department: string; team: string | null };
export type PersonToCall = UnreachedPerson & { calls: Call[] };

/** Those outstanding whom nothing has reached, by name, with the calls to them. */
export async function listToCall(
  db: Db,
  announcement: Announcement,
  { now, after, limit }: { now: number; after: string | undefined; limit: number },
): Promise<PersonToCall[]> {
  const { id } = announcement;
  const place = after === undefined ? undefined : await findPlace(db, id, after);
  if (place === null) return [];
  const people = (await unreachedAfter(db, await askedOf(db, announcement), now, place)
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .orderBy(['recipients.sort_key', 'recipients.person_id'])
    .limit(limit)
    .select('recipients.person_id as personId', 'people.sort_name as name')
    .select('people.department', 'teams.name as team')) as UnreachedPerson[];
  const calls = await listCalls(
    db,
    id,
    people.map(({ personId }) => personId),
  );
  return people.map((person) => ({ ...person, calls: calls.get(person.personId) ?? [] }));
}

/** How many there are, and how many of them have been called. */
export async function countToCall(
  db: Db,
  announcement: Announcement,
  now: number,
): Promise<{ people: number; called: number }> {
  const called = db('calls')
    .select(db.raw('1'))
    .whereRaw('calls.announcement_id = recipients.announcement_id')
    .whereRaw('calls.person_id = recipients.person_id');
  const unreached = unreachedAfter(db, await askedOf(db, announcement), now);
  const row = (await unreached.first(
    db.raw('count(*) as people'),
    db.raw('sum(case when exists ? then 1 else 0 end) as called', [called]),
  )) as {
    people: number;
    called: number | string | null;
  };
  return { people: row.people, called: Number(row.called) };
}
