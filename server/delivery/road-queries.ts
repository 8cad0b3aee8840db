import type { Knex } from 'knex';
import { outstandingAfter } from '../acknowledgements/recipient-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { isMailAddress } from './mail/mail-address.ts';
import { refusedMailbox } from './mail/mail-queries.ts';
import { unconfirmedAfterMs } from './subscription.ts';

type RecipientRow = {
  person_id: string;
  name: string;
  department: string;
  team: string | null;
  mail: string | null;
  has_device: number | boolean;
  has_confirmed_device: number | boolean;
  is_refused: number | boolean;
};

type Road = 'push' | 'mail' | null;
export type PersonWithRoad = { personId: string; name: string; team: string; road: Road };

type House = { byMail: boolean; now: number };

/**
 * By which road each of these recipients could be told now, in the order of names; null: in person alone. `byMail`: the
 * house sends mails, also to those whose devices are all unconfirmed.
 */
export async function listWithRoads(
  db: Db,
  recipients: Knex.QueryBuilder,
  { byMail, now }: House,
): Promise<PersonWithRoad[]> {
  const device = () =>
    db('push_subscriptions')
      .select(db.raw('1'))
      .whereRaw('push_subscriptions.person_id = recipients.person_id');
  const confirmed = device().where('last_seen_at', '>', now - unconfirmedAfterMs);
  const rows = (await recipients
    .join('people', 'people.id', 'recipients.person_id')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .orderBy(['recipients.sort_key', 'recipients.person_id'])
    .select('recipients.person_id', 'people.name', 'people.department', 'people.mail', 'teams.name as team')
    .select(db.raw('exists ? as has_device', [device()]))
    .select(db.raw('exists ? as has_confirmed_device', [confirmed]))
    .select(db.raw('exists ? as is_refused', [refusedMailbox(db)]))) as RecipientRow[];
  const roadOf = (row: RecipientRow): Road => {
    if (byMail && !row.has_confirmed_device && !row.is_refused && isMailAddress(row.mail)) return 'mail';
    return row.has_device ? 'push' : null;
  };
  return rows.map((row) => ({
    ...{ personId: row.person_id, name: row.name, team: row.team ?? row.department, road: roadOf(row) },
  }));
}

/** How many of them go each road, and who has to be told in person. */
export function countRoads(people: PersonWithRoad[]) {
  const on = (road: Road) => people.filter((person) => person.road === road);
  return { byPush: on('push').length, byMail: on('mail').length, inPerson: on(null) };
}

/** Those outstanding, or this one if outstanding, as they would be reminded now. */
export async function findRoadsToRemind(
  db: Db,
  announcementId: string,
  personId: string | null,
  house: House,
) {
  const outstanding = outstandingAfter(db, announcementId);
  if (personId !== null) void outstanding.where('recipients.person_id', personId);
  const people = await listWithRoads(db, outstanding, house);
  return { outstanding: people.length, ...countRoads(people) };
}
