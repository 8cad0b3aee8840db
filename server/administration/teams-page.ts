import type { Request, Response } from 'express';
import { z } from 'zod';
import type { TeamWithCount } from '../directory/person.ts';
import { listNestings, listTeamsWithCounts } from '../directory/team-queries.ts';
import { orderAsTree } from '../directory/team-tree.ts';
import { parse, text } from '../platform/http/parse.ts';
import { fold } from '../platform/fold.ts';
import type { Umlauf } from '../umlauf.ts';
import { showAdministration } from './show-administration.ts';

/** So many lines are still a page; further teams are found by their names. */
const mostTeams = 500;
/** So many are seen at one glance: none is folded away. */
const fewTeams = 40;
const pageQuery = z.object({ q: text().max(200).default('') });

/** All teams as they stand inside each other, or those found by name. */
export async function showTeams(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db } = umlauf;
  const { q } = parse(pageQuery, request.query);
  const all = await listTeamsWithCounts(db);
  const words = fold(q).split(/\s+/).filter(Boolean);
  const found = all.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  const ordered =
    words.length > 0
      ? found.map((team) => ({ ...team, depth: 0 }))
      : orderAsTree(found, await listNestings(db));
  await showAdministration(
    umlauf,
    request,
    response,
    'teams',
    { section: 'teams', title: 'administration.teams' },
    {
      q,
      hasTeams: all.length > 0,
      tree: branchesOf(ordered.slice(0, mostTeams), all.length <= fewTeams),
      hasMore: ordered.length > mostTeams,
    },
  );
}

type Branch = TeamWithCount & { isOpen: boolean; inside: Branch[] };

function branchesOf(ordered: (TeamWithCount & { depth: number })[], isOpen: boolean): Branch[] {
  const roots: Branch[] = [];
  const path: Branch[] = [];
  for (const { depth, ...team } of ordered) {
    const branch = { ...team, isOpen, inside: [] };
    path.length = Math.min(path.length, depth);
    (path.at(-1)?.inside ?? roots).push(branch);
    path.push(branch);
  }
  return roots;
}
