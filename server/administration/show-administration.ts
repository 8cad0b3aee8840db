import type { Request, Response } from 'express';
import { countAlarms } from '../directory/directory-state-queries.ts';
import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';

type Section = 'directory' | 'delivery' | 'people' | 'teams' | 'roles';
type AdministrationPage = {
  section: Section;
  /** What the page is about: a text of the pages, or the name of one thing. */
  title: string;
  titleText?: string;
};

/** One of the pages of the administration, with the way to the others. */
export async function showAdministration(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  view: string,
  { section, ...title }: AdministrationPage,
  data: object,
): Promise<void> {
  const { failed, waiting } = await countAlarms(umlauf);
  await showPage(
    umlauf,
    request,
    response,
    `administration/${view}`,
    { ...title, nav: 'administration' },
    { ...data, section, hasAlarm: failed + waiting > 0 },
  );
}

/** A path with those of these that are not empty. */
export function pathWith(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
