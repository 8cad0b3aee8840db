import { when, type Viewer } from '../platform/views/dates.ts';
import { translate, type Language } from '../platform/views/languages.ts';
import { locales } from '../platform/views/zoned-time.ts';
import type { Announcement } from './announcement.ts';
import type { NamedAudience } from './audience-panel.ts';
import type { OverrideUse } from './override-queries.ts';
import type { Reach } from './reach.ts';
import { turnOf } from './typed-times.ts';

const mostNames = 3;
const roads = ['push', 'page', 'mail', 'unreachable'] as const;

export type Look = {
  /** As pressing the button leaves it: released, scheduled, or waiting for a second person. */
  announcement: Announcement;
  audience: NamedAudience;
  reach: Pick<Reach, 'recipients' | (typeof roads)[number]>;
  /** The number of recipients above which the house wants two persons. */
  approvalAbove: number | null;
  /** How far the sender has used what he may override of the quiet hours; null where he does not. */
  override?: OverrideUse | null;
};

/** What pressing the button will do, and to whom, in one sentence. */
export function sayWhatWillHappen(look: Look, viewer: Viewer): string {
  const clauses = [sayRelease(look, viewer), sayRoads(look, viewer.language), ...sayTerms(look, viewer)];
  return `${clauses.join('; ')}.`;
}

function sayRelease(look: Look, viewer: Viewer): string {
  const { announcement, reach, approvalAbove } = look;
  const { priority, audience, drill, releaseAt, status } = announcement;
  const say = (key: string, params = {}) => translate(viewer.language, `write.look.${key}`, params);
  const isLater = releaseAt !== null && releaseAt > viewer.now;
  const params = {
    count: reach.recipients,
    whom: sayWhom(look, viewer.language),
    what: say('what', { context: drill ? 'drill' : 'text' }),
    from: isLater ? say('later', { when: sayTime(releaseAt, viewer) }) : say('atOnce'),
  };
  if (status !== 'awaiting-approval') return say('shows', params);
  const isCritical = priority === 'critical' && audience.everyone;
  const because = isCritical
    ? say('becauseCritical')
    : look.override?.isOver
      ? say('becauseBudget', { count: look.override.budget })
      : say('becauseMany', { count: approvalAbove ?? 0 });
  return `${because}; ${say('showsThen', params)}`;
}

/** On the clocks of the house; in an hour that comes twice, with the season that tells which. */
export function sayTime(at: number, viewer: Viewer): string {
  const turn = turnOf(at, viewer.timeZone);
  const season = turn && translate(viewer.language, 'write.season', { context: turn });
  return season ? `${when(at, viewer)} (${season})` : when(at, viewer);
}

function sayWhom({ audience, reach }: Look, language: Language): string {
  const say = (key: string, params = {}) => translate(language, `write.look.${key}`, params);
  const { everyone, teams, people, exceptTeams, exceptPeople } = audience;
  const without = listNames([...exceptTeams, ...exceptPeople], language, 'alone');
  const count = reach.recipients;
  if (everyone) return without === '' ? say('everyone', { count }) : say('everyoneBut', { count, without });
  const isInTeams = people.length === 0;
  const names = listNames([...teams, ...people], language, isInTeams ? 'in' : 'alone');
  const whom = say(isInTeams ? 'inTeams' : 'named', { count, names });
  return without === '' ? whom : `${whom} (${say('without', { without })})`;
}

/** `place`: after the word "in", or by themselves. */
function listNames(rows: { name: string }[], language: Language, place: 'in' | 'alone'): string {
  const names = rows.map(({ name }) => name);
  if (names.length <= mostNames + 1) return list(names, language);
  const count = names.length - mostNames;
  const more = translate(language, 'write.look.more', { context: place, count });
  return list([...names.slice(0, mostNames), more], language);
}

const list = (parts: string[], language: Language): string =>
  new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(parts);

function sayRoads({ reach }: Look, language: Language): string {
  const open = roads.filter((road) => reach[road] > 0);
  const [only] = open;
  if (only && open.length === 1)
    return translate(language, 'write.look.allBy', { context: only, count: reach.recipients });
  const parts = open.map((road) =>
    translate(language, 'write.look.by', { context: road, count: reach[road] }),
  );
  return translate(language, 'write.look.reaches', { parts: list(parts, language) });
}

/** What is asked of them, and what else holds. */
function sayTerms({ announcement, reach, override }: Look, viewer: Viewer): string[] {
  const { acknowledgement, deadlineAt, expiresAt, drill, translations } = announcement;
  const say = (key: string, params = {}) => translate(viewer.language, `write.look.${key}`, params);
  const count = reach.recipients;
  const languages = [announcement, ...translations].map(({ language }) =>
    translate(viewer.language, 'write.language', { context: language }),
  );
  const terms = [
    acknowledgement === 'none'
      ? say('nobodyConfirms')
      : deadlineAt === null
        ? say('confirm', { count })
        : say('confirmBy', { count, when: sayTime(deadlineAt, viewer) }),
    languages.length > 1 ? say('languages', { languages: list(languages, viewer.language) }) : '',
    expiresAt === null ? '' : say('expires', { when: sayTime(expiresAt, viewer) }),
    drill ? say('drill') : '',
    override ? say('override', { used: override.used + 1, budget: override.budget }) : '',
  ];
  return terms.filter((term) => term !== '');
}
