import type { Db } from '../platform/db/database.ts';
import { whereContains, whereIn } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import { isLate, type ObligationState } from './acknowledgement.ts';
import { outstandingAfter, recipientsAfter, type PlaceInOrder } from './recipient-queries.ts';

type RecipientSearch = {
  state?: ObligationState | undefined;
  /** Words of the name or of the team. */
  q?: string | undefined;
  teamId?: string | undefined;
  /** The last person of the page before. */
  after?: string | undefined;
  limit: number;
};

export type NamedRecipient = {
  personId: string;
  name: string;
  sortName: string;
  department: string;
  team: string | null;
  state: ObligationState;
  /** Of the confirmation that fulfils the obligation; null while there is none. */
  version: number | null;
  acknowledgedAt: number | null;
  claimedAt: number | null;
  late: boolean;
};

type RecipientRow = {
  person_id: string;
  name: string;
  sort_name: string;
  department: string;
  team: string | null;
  left_at: number | null;
  version: number | null;
  acknowledged_at: number | null;
  claimed_at: number | null;
  deadline_at: number | null;
};

const mostWords = 5;

/** Names, for the sender alone; in the order of names. */
export async function listRecipients(
  db: Db,
  announcementId: string,
  { state, q, teamId, after, limit }: RecipientSearch,
): Promise<NamedRecipient[]> {
  const place = after === undefined ? undefined : await findPlace(db, announcementId, after);
  if (place === null) return [];
  const query = inState(db, announcementId, state, place)
    .join('people', 'people.id', 'recipients.person_id')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .leftJoin('acknowledgements', 'acknowledgements.id', 'recipients.acknowledgement_id')
    .select('recipients.person_id', 'people.name', 'people.sort_name', 'people.department')
    .select('teams.name as team', 'recipients.left_at', 'acknowledgements.version')
    .select(['acknowledged_at', 'claimed_at', 'deadline_at'].map((column) => `acknowledgements.${column}`))
    .orderBy(['recipients.sort_key', 'recipients.person_id'])
    .limit(limit);
  if (teamId !== undefined) void query.where('recipients.team_id', teamId);
  for (const word of fold(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, mostWords)) {
    void query.where((found) => {
      void whereContains(found, 'people.search_text', word);
      void found.orWhere((team) => void whereContains(team, 'teams.sort_key', word));
    });
  }
  return ((await query) as RecipientRow[]).map(toRecipient);
}

export type OutstandingPerson = { personId: string; name: string; team: string };

const mostOfTeams = 500;

/** Those outstanding in these teams, by name. */
export async function listOutstandingOfTeams(
  db: Db,
  announcementId: string,
  teamIds: string[],
): Promise<OutstandingPerson[]> {
  const query = outstandingAfter(db, announcementId)
    .join('people', 'people.id', 'recipients.person_id')
    .join('teams', 'teams.id', 'recipients.team_id')
    .orderBy(['recipients.sort_key', 'recipients.person_id'])
    .limit(mostOfTeams)
    .select('recipients.person_id as personId', 'people.sort_name as name', 'teams.name as team');
  return (await whereIn(query, 'recipients.team_id', teamIds)) as OutstandingPerson[];
}

/** Where a recipient stands in the order of names; null for whoever is none. */
export async function findPlace(
  db: Db,
  announcementId: string,
  personId: string,
): Promise<PlaceInOrder | null> {
  const row = (await db('recipients')
    .where({ announcement_id: announcementId, person_id: personId })
    .first('sort_key as sortKey', 'person_id as personId')) as PlaceInOrder | undefined;
  return row ?? null;
}

function inState(db: Db, announcementId: string, state: ObligationState | undefined, place?: PlaceInOrder) {
  if (state === 'outstanding') return outstandingAfter(db, announcementId, place);
  const query = recipientsAfter(db, announcementId, place);
  if (state === 'confirmed') return query.whereNotNull('recipients.acknowledgement_id');
  if (state === 'left')
    return query.whereNull('recipients.acknowledgement_id').whereNotNull('recipients.left_at');
  return query;
}

const toRecipient = (row: RecipientRow): NamedRecipient => ({
  personId: row.person_id,
  name: row.name,
  sortName: row.sort_name,
  department: row.department,
  team: row.team,
  state: row.acknowledged_at !== null ? 'confirmed' : row.left_at !== null ? 'left' : 'outstanding',
  version: row.version,
  acknowledgedAt: row.acknowledged_at,
  claimedAt: row.claimed_at,
  late:
    row.acknowledged_at !== null &&
    isLate({ acknowledgedAt: row.acknowledged_at, deadlineAt: row.deadline_at }),
});
