import type { Request, Response } from 'express';
import { z } from 'zod';
import { listDifferences, type WaitingDifference } from '../directory/difference-queries.ts';
import { countPeopleByState } from '../directory/directory-queries.ts';
import { listDirectoryStates } from '../directory/directory-state-queries.ts';
import { fileSource } from '../directory/roster-file.ts';
import { listRuns } from '../directory/run-queries.ts';
import { scimSource } from '../directory/scim/scim-person.ts';
import { listTeams } from '../directory/team-queries.ts';
import { parse } from '../platform/http/parse.ts';
import type { Umlauf } from '../umlauf.ts';
import { listLeavers } from './leaver-queries.ts';
import { showAdministration } from './show-administration.ts';

const mostNames = 100;
const mostLeavers = 10;
const mostRuns = 10;
const pageQuery = z.object({
  done: z.enum(['approved', 'dismissed']).nullable().default(null).catch(null),
});

/** How the directory is: its last runs, what waits for a decision, and how fast the access of those who left last was closed. */
export async function showDirectory(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db } = umlauf;
  const { done } = parse(pageQuery, request.query);
  const page = { section: 'directory' as const, title: 'directory.title' };
  await showAdministration(umlauf, request, response, 'directory', page, {
    done,
    states: (await listDirectoryStates(umlauf)).map((state) => ({
      ...state,
      isFile: state.source === fileSource,
      isPushed: state.source === scimSource,
    })),
    differences: (await listDifferences(db)).map(presentDifference),
    runs: await listRuns(db, mostRuns),
    people: await countPeopleByState(db),
    teams: (await listTeams(db, { gone: false })).length,
    leavers: await listLeavers(db, mostLeavers),
  });
}

/** As many names as one can look at; the rest is a number. */
function shorten<T>(list: T[]): { names: T[]; more: number } {
  return { names: list.slice(0, mostNames), more: Math.max(0, list.length - mostNames) };
}

function presentDifference({ shown, ...difference }: WaitingDifference) {
  const { objections, leavers, newcomers, returners, changed, newTeams, changedTeams, goneTeams } = shown;
  return {
    ...difference,
    objections,
    leaving: leavers.length,
    groups: [
      { kind: 'leavers', count: leavers.length, ...shorten(leavers.map(({ name }) => name)) },
      { kind: 'newcomers', count: newcomers.length, ...shorten(newcomers.map(({ name }) => name)) },
      { kind: 'returners', count: returners.length, ...shorten(returners.map(({ name }) => name)) },
      { kind: 'changed', count: changed.length, ...shorten(changed.map(({ name }) => name)) },
      { kind: 'newTeams', count: newTeams.length, ...shorten(newTeams) },
      { kind: 'changedTeams', count: changedTeams.length, ...shorten(changedTeams) },
      { kind: 'goneTeams', count: goneTeams.length, ...shorten(goneTeams) },
    ].filter(({ count }) => count > 0),
    losses: shown.teams
      .filter(({ lost }) => lost.length > 0)
      .map(({ name, of, lost }) => ({ name, of, count: lost.length, ...shorten(lost) })),
  };
}
