import { deactivatePerson } from '../directory/deactivate-person.ts';
import { pathId } from '../platform/http/parse.ts';
import { endAccessOfAnother } from '../sign-in/end-access-of-another.ts';
import { endDeviceOfAnother } from '../sign-in/end-device-of-another.ts';
import { endSignInLink } from '../sign-in/end-sign-in-link.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { revokeToken } from '../sign-in/revoke-token.ts';
import type { Umlauf } from '../umlauf.ts';

const personPath = (personId: string, done: string): string =>
  `/administration/people/${personId}?done=${done}`;

/** What administrators end. */
export function accessRoutes(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'post',
      path: '/administration/devices/:id/end',
      guard: 'admin',
      handle: async (request, response) => {
        const deviceId = pathId(request.params['id']);
        const personId = await endDeviceOfAnother(umlauf, actorOf(request).person.id, deviceId);
        response.redirect(303, personPath(personId, 'device'));
      },
    },
    {
      method: 'post',
      path: '/administration/tokens/:id/revocation',
      guard: 'admin',
      handle: async (request, response) => {
        const tokenId = pathId(request.params['id']);
        const personId = await revokeToken(umlauf, actorOf(request).person.id, tokenId, null);
        response.redirect(303, personPath(personId, 'token'));
      },
    },
    {
      method: 'post',
      path: '/administration/people/:id/end',
      guard: 'admin',
      handle: async (request, response) => {
        const personId = pathId(request.params['id']);
        await endAccessOfAnother(umlauf, actorOf(request).person.id, personId);
        response.redirect(303, personPath(personId, 'access'));
      },
    },
    {
      method: 'post',
      path: '/administration/people/:id/deactivation',
      guard: 'admin',
      handle: async (request, response) => {
        const personId = pathId(request.params['id']);
        await deactivatePerson(umlauf, actorOf(request).person.id, { id: personId });
        response.redirect(303, personPath(personId, 'closed'));
      },
    },
    {
      method: 'post',
      path: '/administration/links/:id/end',
      guard: 'admin',
      handle: async (request, response) => {
        await endSignInLink(umlauf, actorOf(request).person.id, pathId(request.params['id']));
        response.redirect(303, '/administration/roles?done=link#links');
      },
    },
  ];
}
