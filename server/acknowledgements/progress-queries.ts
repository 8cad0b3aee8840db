import { recipientsOf } from './recipient-queries.ts';
import type { Db } from '../platform/db/database.ts';

export type Counts = { recipients: number; confirmed: number; outstanding: number; left: number };

type TeamCounts = Counts & { teamId: string | null; name: string | null };

export type Progress = Counts & { late: number; byTeam: TeamCounts[] };

type TeamRow = {
  team_id: string | null;
  name: string | null;
  recipients: number;
  confirmed: number;
  left: number;
  late: number;
};

/** Counted from the confirmations alone. Each recipient is in exactly one of the three states and one team. */
export async function findProgress(db: Db, announcementId: string): Promise<Progress> {
  const rows = (await recipientsOf(db, announcementId)
    .leftJoin('teams', 'teams.id', 'recipients.team_id')
    .groupBy('recipients.team_id', 'teams.name', 'teams.sort_key')
    .orderByRaw('teams.sort_key is null, teams.sort_key')
    .select('recipients.team_id', 'teams.name')
    .count({ recipients: 'recipients.person_id', confirmed: 'acknowledgements.id' })
    .select(
      db.raw(
        'sum(case when acknowledgements.id is null and recipients.left_at is not null then 1 else 0 end) as ??',
        ['left'],
      ),
      db.raw(
        'sum(case when acknowledgements.acknowledged_at > acknowledgements.deadline_at then 1 else 0 end) as late',
      ),
    )) as TeamRow[];
  const byTeam = rows.map((row) => {
    const { recipients, confirmed, left } = row;
    return {
      teamId: row.team_id,
      name: row.name,
      recipients,
      confirmed,
      left,
      outstanding: recipients - confirmed - left,
    };
  });
  const sum = (figure: keyof Counts) => byTeam.reduce((total, team) => total + team[figure], 0);
  return {
    recipients: sum('recipients'),
    confirmed: sum('confirmed'),
    outstanding: sum('outstanding'),
    left: sum('left'),
    late: rows.reduce((total, row) => total + row.late, 0),
    byTeam,
  };
}
