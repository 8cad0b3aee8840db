import { pathId } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { UmlaufRoute } from '../../sign-in/guards.ts';
import type { Umlauf } from '../../umlauf.ts';
import { changeGroup } from './change-group.ts';
import { createGroup } from './create-group.ts';
import { deleteGroup } from './delete-group.ts';
import { locationOf, presentGroup, presentList, scimPath, sendScim } from './present-scim.ts';
import { readGroup, readGroupPatch } from './read-group.ts';
import { readListQuery, readWanted, select, wants, type Wanted } from './read-list-query.ts';
import { findScimGroup, listScimGroups, type KeptGroup } from './scim-group-queries.ts';
import { listMembers, type Member } from './scim-member-queries.ts';

/** The groups of an IdP that pushes them (RFC 7644 section 3). */
export function scimGroupCalls(umlauf: Umlauf): UmlaufRoute[] {
  const { baseUrl } = umlauf.config;
  const path = `${scimPath}/Groups`;

  /** Members can be thousands: they are read only when somebody wants them. */
  async function present(groups: KeptGroup[], wanted: Wanted): Promise<Record<string, unknown>[]> {
    const ids = groups.map(({ id }) => id);
    const members = wants('members', wanted) ? await listMembers(umlauf.db, ids) : null;
    const byGroup = new Map(ids.map((id): [string, Member[]] => [id, []]));
    for (const member of members ?? []) byGroup.get(member.groupId)?.push(member);
    return groups.map((kept) =>
      select(presentGroup(baseUrl, kept, members && (byGroup.get(kept.id) ?? [])), wanted),
    );
  }

  const all = readWanted({});
  return [
    {
      method: 'get',
      path,
      guard: 'provisioner',
      handle: async (request, response) => {
        const { page, startIndex, wanted } = readListQuery(request.query);
        const { total, items } = await listScimGroups(umlauf.db, page);
        sendScim(response, 200, presentList(await present(items, wanted), total, startIndex));
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        const wanted = readWanted(request.query);
        const kept = await findScimGroup(umlauf.db, pathId(request.params['id']));
        if (!kept) throw new Refusal('not-found');
        const [group = {}] = await present([kept], wanted);
        sendScim(response, 200, group);
      },
    },
    {
      method: 'post',
      path,
      guard: 'provisioner',
      handle: async (request, response) => {
        const kept = await createGroup(umlauf, readGroup(request.body));
        const [group = {}] = await present([kept], all);
        response.location(locationOf(baseUrl, 'Group', kept.id));
        sendScim(response, 201, group);
      },
    },
    {
      method: 'put',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        const kept = await changeGroup(umlauf, pathId(request.params['id']), readGroup(request.body));
        const [group = {}] = await present([kept], all);
        sendScim(response, 200, group);
      },
    },
    {
      method: 'patch',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        await changeGroup(umlauf, pathId(request.params['id']), readGroupPatch(request.body));
        // The whole group would be thousands of members for one that comes in.
        response.status(204).end();
      },
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      guard: 'provisioner',
      handle: async (request, response) => {
        await deleteGroup(umlauf, pathId(request.params['id']));
        response.status(204).end();
      },
    },
  ];
}
