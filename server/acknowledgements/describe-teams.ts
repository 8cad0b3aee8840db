import { translate, type Language } from '../platform/views/languages.ts';
import { findLaggingTeam } from './lagging-team.ts';
import type { TeamCounts } from './progress-queries.ts';
import { barWidth } from './ring.ts';

/** More than these make the page heavy, and are shown when they are asked for. */
const mostTeams = 24;

type ShownTeam = {
  teamId: string | null;
  name: string;
  asked: number;
  confirmed: number;
  outstanding: number;
  left: number;
  width: number;
  lags: boolean;
};

/** Bars and table in the order of names, and the one team that lags far behind, whether it is among them or not. */
export function describeTeams(byTeam: TeamCounts[], language: Language, isAll: boolean) {
  const lagging = findLaggingTeam(byTeam);
  const show = (team: TeamCounts): ShownTeam => {
    const { teamId, confirmed, outstanding, left } = team;
    const asked = confirmed + outstanding;
    return {
      ...{ teamId, asked, confirmed, outstanding, left },
      name: team.name ?? translate(language, 'progress.noTeam'),
      width: barWidth(confirmed, asked),
      lags: team === lagging,
    };
  };
  return {
    shown: (isAll ? byTeam : byTeam.slice(0, mostTeams)).map(show),
    count: byTeam.length,
    isCut: !isAll && byTeam.length > mostTeams,
    lagging: lagging && show(lagging),
  };
}
