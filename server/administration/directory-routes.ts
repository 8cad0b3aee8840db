import { approveDifference } from '../directory/approve-difference.ts';
import { dismissDifference } from '../directory/dismiss-difference.ts';
import { pathId } from '../platform/http/parse.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { showDirectory } from './directory-page.ts';

/** The directory, for administrators. */
export function directoryRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/administration',
      guard: 'admin',
      handle: (request, response) => showDirectory(umlauf, request, response),
    },
    {
      method: 'post',
      path: '/administration/differences/:id/approval',
      guard: 'admin',
      handle: async (request, response) => {
        await approveDifference(umlauf, actorOf(request).person.id, pathId(request.params['id']));
        response.redirect(303, '/administration?done=approved');
      },
    },
    {
      method: 'post',
      path: '/administration/differences/:id/dismissal',
      guard: 'admin',
      handle: async (request, response) => {
        await dismissDifference(umlauf, actorOf(request).person.id, pathId(request.params['id']));
        response.redirect(303, '/administration?done=dismissed');
      },
    },
  ];
}
