import type { Request, Response } from 'express';
import { findSender } from '../announcements/present.ts';
import { checkWordsOf } from '../announcements/words/check-words.ts';
import { pathId } from '../platform/http/parse.ts';
import { actorOf } from '../sign-in/guards.ts';
import { showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { getTeamList } from './team-list.ts';

/** The page to which a notice leads whoever answers for a team: names, and neither title nor text. */
export async function showTeamList(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const id = pathId(request.params['id']);
  const { announcement, people } = await getTeamList(umlauf, actorOf(request), id);
  const { number, priority, deadlineAt, drill } = announcement;
  const page = { title: 'teamList.title', nav: null };
  await showPage(umlauf, request, response, 'acknowledgements/team', page, {
    announcement: { number, priority, deadlineAt, drill },
    sender: await findSender(umlauf.db, announcement),
    words: checkWordsOf(umlauf.sessionSecret, id),
    people,
  });
}
