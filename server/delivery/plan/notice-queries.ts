import type { Db } from '../../platform/db/database.ts';

export type PastNotice = {
  id: string;
  kind: 'reminder' | 'resending' | 'mail' | 'escalation';
  at: number;
  /** How many people; null where it goes by who was told. */
  recipients: number | null;
};

const mostOfEach = 20;

/** What has gone out besides the release and its corrections, to all whom it concerned, the newest first. */
export async function listPastNotices(db: Db, announcementId: string): Promise<PastNotice[]> {
  const latest = (table: string, at: string) =>
    db(table).where({ announcement_id: announcementId }).orderBy(at, 'desc').limit(mostOfEach);
  const [reminders, resendings, planned] = (await Promise.all([
    latest('reminders', 'at')
      .where('recipients', '>', 0)
      .whereNull('person_id')
      .select('id', 'recipients', 'at'),
    latest('resendings', 'at').select('id', 'recipients', 'at'),
    latest('planned_notices', 'settled_at')
      .where({ state: 'sent' })
      .whereIn('kind', ['mail', 'escalation'])
      .select('id', 'kind', 'settled_at as at'),
  ])) as [Omit<PastNotice, 'kind'>[], Omit<PastNotice, 'kind'>[], Omit<PastNotice, 'recipients'>[]];
  return [
    ...reminders.map((one) => ({ ...one, kind: 'reminder' as const })),
    ...resendings.map((one) => ({ ...one, kind: 'resending' as const })),
    ...planned.map((one) => ({ ...one, recipients: null })),
  ].sort((a, b) => b.at - a.at);
}

type ManagerRow = {
  planned_id: string;
  team_id: string;
  team: string;
  name: string;
  has_road: number | boolean;
};
export type EscalatedTeam = { team: string; managers: { name: string; hasRoad: boolean }[] };

/** Who was told of which team, by name, and whether there was a road to him; by escalation, teams by name. */
export async function listEscalatedTeams(
  db: Db,
  plannedIds: string[],
): Promise<Map<string, EscalatedTeam[]>> {
  if (plannedIds.length === 0) return new Map();
  const notice = db('deliveries')
    .select(db.raw('1'))
    .whereRaw('deliveries.occasion_id = escalated_managers.planned_id')
    .whereRaw('deliveries.person_id = escalated_managers.manager_id');
  const rows = (await db('escalated_managers')
    .join('people', 'people.id', 'escalated_managers.manager_id')
    .join('teams', 'teams.id', 'escalated_managers.team_id')
    .whereIn('planned_id', plannedIds)
    .orderBy(['teams.sort_key', 'teams.id', 'people.sort_key'])
    .select('planned_id', 'team_id', 'teams.name as team', 'people.name')
    .select(db.raw('exists ? as has_road', [notice]))) as ManagerRow[];
  const escalated = new Map<string, EscalatedTeam[]>();
  // By its id: a team of another plant may have the same name.
  const known = new Map<string, EscalatedTeam>();
  for (const { planned_id, team_id, team, name, has_road } of rows) {
    const key = `${planned_id} ${team_id}`;
    const there = known.get(key) ?? { team, managers: [] };
    if (!known.has(key)) escalated.set(planned_id, [...(escalated.get(planned_id) ?? []), there]);
    known.set(key, there);
    there.managers.push({ name, hasRoad: Boolean(has_road) });
  }
  return escalated;
}
