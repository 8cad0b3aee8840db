import type { UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { showPeople } from './people-page.ts';
import { showPerson } from './person-page.ts';
import { showRoles } from './roles-page.ts';
import { showTeam } from './team-page.ts';
import { showTeams } from './teams-page.ts';

/** Who is in the house, in which teams and with which roles, for administrators. */
export function peopleRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/administration/people',
      guard: 'admin',
      handle: (request, response) => showPeople(umlauf, request, response),
    },
    {
      method: 'get',
      path: '/administration/people/:id',
      guard: 'admin',
      handle: (request, response) => showPerson(umlauf, request, response),
    },
    {
      method: 'get',
      path: '/administration/teams',
      guard: 'admin',
      handle: (request, response) => showTeams(umlauf, request, response),
    },
    {
      method: 'get',
      path: '/administration/teams/:id',
      guard: 'admin',
      handle: (request, response) => showTeam(umlauf, request, response),
    },
    {
      method: 'get',
      path: '/administration/roles',
      guard: 'admin',
      handle: (request, response) => showRoles(umlauf, request, response),
    },
  ];
}
