import { pathId } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { changePerson } from './change-person.ts';
import { createPerson } from './create-person.ts';
import { deletePerson } from './delete-person.ts';
import { patchUser } from './patch-user.ts';
import { locationOf, presentList, presentUser, scimPath, sendScim } from './present-scim.ts';
import { readListQuery, readWanted, select } from './read-list-query.ts';
import { pickKept, readUser } from './read-user.ts';
import type { ScimPerson } from './scim-person.ts';
import { findScimPerson, listScimPeople } from './scim-person-queries.ts';

/**
 * The people of an IdP that pushes them (RFC 7644 section 3). From scimmy come schemas, types and discovery, not its
 * resources and routers: these answer 404 for any fault, from which an IdP would conclude that the person is gone.
 */
export function scimUserCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { baseUrl } = umlauf.config;
  const path = `${scimPath}/Users`;
  return [
    {
      method: 'get',
      path,
      guard: 'provisioner',
      handle: async (request, response) => {
        const { page, startIndex, wanted } = readListQuery(request.query);
        const { total, items } = await listScimPeople(umlauf.db, page);
        const users = items.map((kept) => select(presentUser(baseUrl, kept), wanted));
        sendScim(response, 200, presentList(users, total, startIndex));
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        const wanted = readWanted(request.query);
        const kept = await findScimPerson(umlauf.db, pathId(request.params['id']));
        if (!kept) throw new Refusal('not-found');
        sendScim(response, 200, select(presentUser(baseUrl, kept), wanted));
      },
    },
    {
      method: 'post',
      path,
      guard: 'provisioner',
      handle: async (request, response) => {
        const person = readUser(pickKept(request.body), null);
        const kept = await createPerson(umlauf, person);
        response.location(locationOf(baseUrl, 'User', kept.id));
        sendScim(response, 201, presentUser(baseUrl, kept));
      },
    },
    {
      method: 'put',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        const resource = pickKept(request.body);
        const change = (before: ScimPerson) => readUser(resource, before);
        const kept = await changePerson(umlauf, pathId(request.params['id']), change);
        sendScim(response, 200, presentUser(baseUrl, kept));
      },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        const change = (before: ScimPerson) => patchUser(before, request.body);
        const kept = await changePerson(umlauf, pathId(request.params['id']), change);
        sendScim(response, 200, presentUser(baseUrl, kept));
      },
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        await deletePerson(umlauf, pathId(request.params['id']));
        response.status(204).end();
      },
    },
  ];
}
