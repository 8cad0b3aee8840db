import type { Db } from '../platform/db/database.ts';
import { whereContains } from '../platform/db/dialect.ts';
import { fold } from '../platform/fold.ts';
import type { ObligationState } from './acknowledgement.ts';

export const recipientsOf = (db: Db, announcementId: string) =>
  db('recipients')
    .leftJoin('acknowledgements', 'acknowledgements.id', 'recipients.acknowledgement_id')
    .where('recipients.announcement_id', announcementId);

type RecipientSearch = {
  state?: ObligationState | undefined;
  q?: string | undefined;
  after?: string | undefined;
  limit: number;
};

type NamedRecipient = {
  personId: string;
  name: string;
  sortName: string;
  department: string;
  team: string | null;
  state: ObligationState;
  acknowledgedAt: number | null;
  claimedAt: number | null;
};

type RecipientRow = {
  person_id: string;
  name: string;
  sort_name: string;
  department: string;
  team: string | null;
  left_at: number | null;
  acknowledged_at: number | null;
  claimed_at: number | null;
};

function narrow(query: ReturnType<typeof recipientsOf>, state: ObligationState | undefined): void {
  if (state === 'confirmed') void query.whereNotNull('recipients.acknowledgement_id');
  else if (state === 'left')
    void query.whereNull('recipients.acknowledgement_id').whereNotNull('recipients.left_at');
  else if (state === 'outstanding')
    void query.whereNull('recipients.acknowledgement_id').whereNull('recipients.left_at');
}

/** Names, for the sender alone; in the order of names. */
export async function listRecipients(
  db: Db,
  announcementId: string,
  search: RecipientSearch,
): Promise<NamedRecipient[]> {
  const query = recipientsOf(db, announcementId)
    .join('people', 'people.id', 'recipients.person_id')
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .select(
      'recipients.person_id',
      'people.name',
      'people.sort_name',
      'people.department',
      'teams.name as team',
    )
    .select('recipients.left_at', 'acknowledgements.acknowledged_at', 'acknowledgements.claimed_at')
    .orderBy([{ column: 'recipients.sort_key' }, { column: 'recipients.person_id' }])
    .limit(search.limit);
  narrow(query, search.state);
  for (const word of fold(search.q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 5)) {
    void query.where((found) => {
      void whereContains(found, 'people.search_text', word);
      void found.orWhere((team) => void whereContains(team, 'teams.sort_key', word));
    });
  }
  if (search.after !== undefined) {
    const { after } = search;
    const last = (await db('recipients')
      .where({ announcement_id: announcementId, person_id: after })
      .first('sort_key')) as { sort_key: string } | undefined;
    if (!last) return [];
    void query.whereRaw('(??, ??) > (?, ?)', [
      'recipients.sort_key',
      'recipients.person_id',
      last.sort_key,
      after,
    ]);
  }
  return ((await query) as RecipientRow[]).map((row) => ({
    personId: row.person_id,
    name: row.name,
    sortName: row.sort_name,
    department: row.department,
    team: row.team,
    state: row.acknowledged_at !== null ? 'confirmed' : row.left_at !== null ? 'left' : 'outstanding',
    acknowledgedAt: row.acknowledged_at,
    claimedAt: row.claimed_at,
  }));
}

export async function listOutstandingIds(db: Db, announcementId: string): Promise<string[]> {
  const query = recipientsOf(db, announcementId).select('recipients.person_id');
  narrow(query, 'outstanding');
  return ((await query) as { person_id: string }[]).map((row) => row.person_id);
}

/** Of those outstanding, how many have a device that takes push. */
export async function countRemindable(db: Db, announcementId: string): Promise<number> {
  const query = recipientsOf(db, announcementId).whereExists(
    db('push_subscriptions').select('id').whereRaw('push_subscriptions.person_id = recipients.person_id'),
  );
  narrow(query, 'outstanding');
  const row = (await query.count({ count: '*' }).first()) as { count: number };
  return row.count;
}

/** Everyone who gets it now: those who have left its audience do not. */
export async function listRecipientIds(db: Db, announcementId: string): Promise<string[]> {
  const rows = (await db('recipients')
    .where({ announcement_id: announcementId })
    .whereNull('left_at')
    .select('person_id')) as { person_id: string }[];
  return rows.map((row) => row.person_id);
}
