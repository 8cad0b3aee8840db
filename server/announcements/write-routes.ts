import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  countPeople,
  findPeople,
  listNestings,
  listTeamsWithCounts,
  searchPeople,
} from '../directory/directory-queries.ts';
import { orderAsTree } from '../directory/team-tree.ts';
import { parse, pathId, text } from '../platform/http/parse.ts';
import { newId } from '../platform/ids.ts';
import { toLocalTime } from '../platform/local-time.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import { explainRefusal } from '../show-trouble.ts';
import type { Umlauf } from '../umlauf.ts';
import type { Announcement } from './announcement.ts';
import { findAnnouncementFor } from './announcement-queries.ts';
import { namesNobody, nobody, type Audience } from './audience.ts';
import { findLedger, findReach } from './reach-queries.ts';
import { createDraft, editDraft } from './save-draft.ts';
import { audienceSchema, toAudience } from './schemas.ts';
import { deadlineOf, parseWriteForm, type WriteForm } from './write-form.ts';

const mostFound = 20;
const mostNamed = 100;
const searchQuery = z.object({ q: text().max(200).default('') });
const reachBody = z.strictObject({ audience: audienceSchema });
const editQuery = z.object({ reach: z.string().optional(), q: text().max(200).default('') });

type Shown = { id: string | null; number: string | null; version: number };
const unsaved: Shown = { id: null, number: null, version: 1 };

export function writeRoutes(umlauf: Umlauf) {
  const { db, clock, config } = umlauf;

  const emptyForm = (): WriteForm => ({
    content: { title: '', body: '', priority: 'normal', acknowledgement: 'confirm', audience: nobody },
    deadlineTyped: '',
    q: '',
    intent: 'save',
  });

  const formOf = (draft: Announcement, q: string): WriteForm => ({
    content: draft,
    deadlineTyped: draft.deadlineAt === null ? '' : toLocalTime(draft.deadlineAt, config.timeZone),
    q,
    intent: 'save',
  });

  async function nameAudience(audience: Audience, counts: Map<string, { name: string; count: number }>) {
    const people = await findPeople(db, [...audience.people, ...audience.except.people]);
    const personRow = (id: string) => {
      const person = people.find((candidate) => candidate.id === id);
      return { id, name: person?.name ?? '', department: person?.department ?? '', count: 1 };
    };
    const teamRow = (id: string) => ({
      id,
      name: counts.get(id)?.name ?? '',
      count: counts.get(id)?.count ?? 0,
    });
    return {
      everyone: audience.everyone,
      teams: audience.teams.map(teamRow),
      people: audience.people.map(personRow),
      exceptTeams: audience.except.teams.map(teamRow),
      exceptPeople: audience.except.people.map(personRow),
    };
  }

  async function readTeams() {
    const teams = await listTeamsWithCounts(db);
    return { teams, counts: new Map(teams.map(({ id, name, members }) => [id, { name, count: members }])) };
  }

  async function findShownReach(audience: Audience, rows: object) {
    if (namesNobody(audience)) return null;
    const reach = await findReach(db, audience, clock.now());
    return {
      ...reach,
      rows,
      duplicates: (await findLedger(db, audience)).duplicates,
      checkedAt: clock.now(),
    };
  }

  async function showForm(
    request: Request,
    response: Response,
    form: WriteForm,
    shown: Shown,
    refusal: Refusal | null,
    wantsReach: boolean,
  ) {
    const { audience } = form.content;
    const { teams, counts } = await readTeams();
    const rows = await nameAudience(audience, counts);
    const reach = wantsReach ? await findShownReach(audience, rows) : null;
    const language = languageOf(umlauf, request);
    const tree = orderAsTree(teams, await listNestings(db)).map(({ id, name, members, depth }) => ({
      ...{ id, name, depth, count: members },
      chosen: audience.teams.includes(id),
      excluded: audience.except.teams.includes(id),
    }));
    await showPage(
      umlauf,
      request,
      response,
      'announcements/write',
      { title: 'write.title', nav: 'released' },
      {
        draft: { ...shown, ...form.content, deadlineAt: form.deadlineTyped, audience: rows },
        teamTree: tree,
        everyoneCount: await countPeople(db),
        q: form.q,
        peopleFound: form.q === '' ? [] : await searchPeople(db, { q: form.q, limit: mostFound }),
        reach,
        refusal: refusal && {
          sentence: translate(language, `refusals:${refusal.reason}`, refusal.params),
          field: refusal.field,
        },
        timeZone: config.timeZone,
        previewHtml: form.content.body === '' ? null : renderMarkdown(form.content.body),
        idempotencyKey: newId(),
      },
    );
  }

  async function findOwnDraft(request: Request): Promise<Announcement> {
    const { person } = actorOf(request);
    const draft = await findAnnouncementFor(db, person.id, pathId(request.params['id']));
    if (!draft) throw new Refusal('not-found');
    if (draft.senderId !== person.id) throw new Refusal('forbidden', 'not-the-sender');
    return draft;
  }

  /** A refused release shows the draft again, with fresh counts. */
  function explain(request: Request, response: Response): void {
    explainRefusal(response, async (refusal) => {
      if (refusal.code === 'not-found' || refusal.code === 'forbidden') throw refusal;
      const draft = await findOwnDraft(request);
      await showForm(request, response, formOf(draft, ''), draft, refusal, true);
    });
  }

  async function save(request: Request, response: Response, draft: Announcement | null): Promise<void> {
    const form = parseWriteForm(request.body);
    explainRefusal(response, (refusal) =>
      showForm(request, response, form, draft ?? unsaved, refusal, false),
    );
    if (form.intent === 'search' && form.content.title === '') {
      await showForm(request, response, form, draft ?? unsaved, null, false);
      return;
    }
    const content = { ...form.content, deadlineAt: deadlineOf(form, config.timeZone) };
    const actor = actorOf(request);
    const saved = draft
      ? await editDraft(umlauf, actor, draft.id, content)
      : await createDraft(umlauf, actor, content);
    const query =
      form.intent === 'reach'
        ? '?reach=1'
        : form.intent === 'search'
          ? `?q=${encodeURIComponent(form.q)}`
          : '';
    response.redirect(303, `/announcements/${saved.id}/edit${query}`);
  }

  const routes: UmlaufRoute[] = [
    {
      method: 'get',
      path: '/announcements/new',
      guard: 'publisher',
      handle: (request, response) => showForm(request, response, emptyForm(), unsaved, null, false),
    },
    {
      method: 'post',
      path: '/announcements',
      guard: 'publisher',
      handle: (request, response) => save(request, response, null),
    },
    {
      method: 'get',
      path: '/announcements/people-search',
      guard: 'publisher',
      handle: async (request, response) => {
        const { q } = parse(searchQuery, request.query);
        const peopleFound = q.trim() === '' ? [] : await searchPeople(db, { q, limit: mostFound });
        await showPage(
          umlauf,
          request,
          response,
          'shared/people-found',
          { title: 'write.title', nav: null },
          { q, peopleFound },
        );
      },
    },
    {
      method: 'post',
      path: '/announcements/reach-preview',
      guard: 'publisher',
      handle: async (request, response) => {
        const audience = toAudience(parse(reachBody, request.body).audience);
        const rows = await nameAudience(audience, (await readTeams()).counts);
        const reach = await findShownReach(audience, rows);
        await showPage(
          umlauf,
          request,
          response,
          'shared/reach',
          { title: 'write.title', nav: null },
          {
            reach,
            draft: { audience: rows },
            everyoneCount: await countPeople(db),
          },
        );
      },
    },
    {
      method: 'get',
      path: '/announcements/:id/edit',
      guard: 'signed-in',
      handle: async (request, response) => {
        const draft = await findOwnDraft(request);
        if (draft.status !== 'draft') {
          response.redirect(303, `/announcements/${draft.id}`);
          return;
        }
        const { reach, q } = parse(editQuery, request.query);
        await showForm(request, response, formOf(draft, q), draft, null, reach !== undefined);
      },
    },
    {
      method: 'post',
      path: '/announcements/:id/draft',
      guard: 'signed-in',
      handle: async (request, response) => save(request, response, await findOwnDraft(request)),
    },
  ];
  return { routes, explain };
}
