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
import { listWaitingReminders } from '../reminder-queries.ts';

type Coming = {
  kind: Planned['kind'] | 'by-hand';
  dueAt: number;
  road: string;
  isMoved: boolean;
  recipients?: number;
};
type Notices = { coming: Coming[]; past: (PastNotice & { teams: EscalatedTeam[] })[] };

/** What of the plan is still to come, and what has gone out, for the sender's view. */
export async function describeNotices(
  { db, clock, config }: Pick<House, 'db' | 'clock' | 'config'>,
  announcement: Announcement,
): Promise<Notices> {
  const { id, priority, status } = announcement;
  const isInForce = status === 'released' && !isExpired(announcement, clock.now());
  const now = clock.now();
  const [waiting, byHand, past] = await Promise.all([
    isInForce ? listWaiting(db, id) : [],
    isInForce ? listWaitingReminders(db, id, now) : [],
    listPastNotices(db, id, now),
  ]);
  const escalations = past.filter(({ kind }) => kind === 'escalation').map((notice) => notice.id);
  const teams = await listEscalatedTeams(db, escalations);
  const roadOf = ({ kind }: Planned): string => {
    if (kind === 'mail') return 'mail';
    if (config.mail === null) return 'push';
    return kind === 'reminder' && plans[priority].remindByMail === 'all' ? 'both' : 'either';
  };
  const coming: Coming[] = [
    ...waiting.map((planned) => ({
      ...{ kind: planned.kind, dueAt: planned.dueAt, road: roadOf(planned) },
      isMoved: isMoved(planned, announcement, config),
    })),
    ...byHand.map((reminder) => ({ ...reminder, kind: 'by-hand' as const, road: '', isMoved: true })),
  ];
  return {
    coming: coming.sort((one, other) => one.dueAt - other.dueAt),
    past: past.map((notice) => ({ ...notice, teams: teams.get(notice.id) ?? [] })),
  };
}
