import type { Request, Response } from 'express';
import { countPeople, findPeople, searchPeople } from '../directory/directory-queries.ts';
import { listNestings, listTeamsWithCounts } from '../directory/team-queries.ts';
import { orderAsTree } from '../directory/team-tree.ts';
import { newId } from '../platform/ids.ts';
import { toLocalTime } from '../platform/local-time.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { namesNobody, nobody, type Audience } from './audience.ts';
import { findLedger, findReach } from './reach-queries.ts';
import type { WriteForm } from './write-form.ts';

export const mostFound = 20;
const mostNamed = 100;
const mostUnfolded = 10;

/** Which draft the form belongs to; none while it has never been saved. */
type Shown = { id: string | null; number: string | null; updatedAt: number | null };
export const unsaved: Shown = { id: null, number: null, updatedAt: null };

export const emptyForm = (): WriteForm => ({
  content: {
    ...{ title: '', body: '', priority: 'normal', acknowledgement: 'confirm', audience: nobody },
    ...{ language: 'de', translations: [], releaseAt: null, expiresAt: null, drill: false },
  },
  deadlineTyped: '',
  updatedAt: null,
  q: '',
  intent: 'save',
});

export const formOf = (draft: Announcement, q: string, timeZone: string): WriteForm => ({
  content: draft,
  deadlineTyped: draft.deadlineAt === null ? '' : toLocalTime(draft.deadlineAt, timeZone),
  updatedAt: draft.updatedAt,
  q,
  intent: 'save',
});

type ShownForm = { form: WriteForm; shown: Shown; refusal: Refusal | null; withReach: boolean };

/** The page on which an announcement is written, and its fragments. */
export function createWritePage(umlauf: Umlauf) {
  const { db, clock, config } = umlauf;

  async function nameAudience(audience: Audience) {
    const teams = new Map((await listTeamsWithCounts(db)).map((team) => [team.id, team]));
    const people = new Map(
      (await findPeople(db, [...audience.people, ...audience.except.people])).map((person) => [
        person.id,
        person,
      ]),
    );
    const teamRow = (id: string) => ({
      id,
      name: teams.get(id)?.name ?? '',
      count: teams.get(id)?.members ?? 0,
    });
    const personRow = (id: string) => {
      const { name = '', department = '' } = people.get(id) ?? {};
      return { id, name, department, count: 1 };
    };
    return {
      everyone: audience.everyone,
      teams: audience.teams.map(teamRow),
      people: audience.people.map(personRow),
      exceptTeams: audience.except.teams.map(teamRow),
      exceptPeople: audience.except.people.map(personRow),
    };
  }

  async function measure(audience: Audience, rows: object) {
    if (namesNobody(audience)) return null;
    const reach = await findReach(db, audience, clock.now());
    const { duplicates } = await findLedger(db, audience);
    const unreachablePeople = reach.unreachablePeople.slice(0, mostNamed);
    const unnamed = reach.unreachable - unreachablePeople.length;
    const isUnfolded = reach.unreachable <= mostUnfolded;
    return { ...reach, unreachablePeople, unnamed, isUnfolded, rows, duplicates, checkedAt: clock.now() };
  }

  async function listTree(audience: Audience) {
    const tree = orderAsTree(await listTeamsWithCounts(db), await listNestings(db));
    return tree.map(({ id, name, members, depth }) => ({
      ...{ id, name, depth, count: members },
      chosen: audience.teams.includes(id),
      excluded: audience.except.teams.includes(id),
    }));
  }

  async function show(request: Request, response: Response, given: ShownForm): Promise<void> {
    const { form, shown, refusal, withReach } = given;
    const { audience, body } = form.content;
    const rows = await nameAudience(audience);
    const isForNobody = withReach && namesNobody(audience);
    const missing =
      refusal ?? (isForNobody ? new Refusal('invalid', 'audience-empty', { field: 'audience' }) : null);
    const language = languageOf(umlauf, request);
    const page = { title: 'write.title', nav: 'released' as const };
    await showPage(umlauf, request, response, 'announcements/write', page, {
      draft: { ...shown, ...form.content, deadlineAt: form.deadlineTyped, audience: rows },
      teamTree: await listTree(audience),
      everyoneCount: await countPeople(db),
      q: form.q,
      peopleFound: form.q === '' ? [] : await searchPeople(db, { q: form.q, limit: mostFound }),
      reach: withReach ? await measure(audience, rows) : null,
      saved: shown.id !== null && refusal === null,
      refusalTitle: translate(language, withReach ? 'write.notYet' : 'write.notSaved'),
      refusal: missing && {
        sentence: translate(language, `refusals:${missing.reason}`, missing.params),
        field: missing.field,
      },
      timeZone: config.timeZone,
      previewHtml: body === '' ? null : renderMarkdown(body),
      idempotencyKey: newId(),
    });
  }

  async function showReach(request: Request, response: Response, audience: Audience): Promise<void> {
    const rows = await nameAudience(audience);
    await showPage(
      umlauf,
      request,
      response,
      'shared/reach',
      { title: 'write.title', nav: null },
      {
        reach: await measure(audience, rows),
        draft: { audience: rows },
        everyoneCount: await countPeople(db),
      },
    );
  }

  return { show, showReach };
}
