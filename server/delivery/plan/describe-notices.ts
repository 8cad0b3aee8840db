import { isExpired, type Announcement } from '../../announcements/announcement.ts';
import type { House } from '../../umlauf.ts';
import {
  listEscalatedTeams,
  listPastNotices,
  type EscalatedTeam,
  type PastNotice,
} from './notice-queries.ts';
import { isMoved, plans, type Planned } from './plan.ts';
import { listWaiting } from './plan-queries.ts';

type Coming = Planned & { road: string; isMoved: boolean };
type Notices = { coming: Coming[]; past: (PastNotice & { teams: EscalatedTeam[] })[] };

/** What of the plan is still to come, and what has gone out, for the sender's view. */
export async function describeNotices(
  { db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>,
  announcement: Announcement,
): Promise<Notices> {
  const { id, priority, status } = announcement;
  const isInForce = status === 'released' && !isExpired(announcement, clock.now());
  const [waiting, past] = await Promise.all([isInForce ? listWaiting(db, id) : [], listPastNotices(db, id)]);
  const escalations = past.filter(({ kind }) => kind === 'escalation').map((notice) => notice.id);
  const teams = await listEscalatedTeams(db, escalations);
  const roadOf = ({ kind }: Planned): string => {
    if (kind === 'mail') return 'mail';
    if (config.mail === null) return 'push';
    return kind === 'reminder' && plans[priority].remindByMail === 'all' ? 'both' : 'either';
  };
  return {
    coming: waiting.map((planned) => ({
      ...{ kind: planned.kind, dueAt: planned.dueAt, road: roadOf(planned) },
      isMoved: isMoved(planned, announcement, config),
    })),
    past: past.map((notice) => ({ ...notice, teams: teams.get(notice.id) ?? [] })),
  };
}
