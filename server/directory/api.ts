import type { Request } from 'express';
import { z } from 'zod';
import { findBindable } from '../channels/may-open.ts';
import { pageOf } from '../platform/http/page-of.ts';
import { id, listOf, pageQuery, parse, pathId, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';
import { mayAddressTeam, type Addressable } from './addressable.ts';
import { findAddressable } from './addressable-queries.ts';
import { searchPeople } from './directory-queries.ts';
import { listTeamMembers, listTeamsWithCounts } from './team-queries.ts';
import type { Person, TeamWithCount } from './person.ts';

const teamSchema = z.object({ id: id(), name: z.string(), members: z.int() });
const personSchema = z.object({ id: id(), login: z.string(), name: z.string(), department: z.string() });
const teamWithMembers = z.object({ id: id(), name: z.string(), members: z.array(personSchema) });
const purposes = ['announcements', 'channels'] as const;
const teamsQuery = z.strictObject({
  ...pageQuery,
  for: z
    .enum(purposes)
    .default('announcements')
    .meta({ description: 'Those to which I may release, or for which I may open channels' }),
});
const searchQuery = z.strictObject({ ...pageQuery, q: text().max(200).default('') });

const presentPerson = ({ id: personId, login, name, department }: Person) => ({
  id: personId,
  login,
  name,
  department,
});

/** Whom the caller may address: publishers everybody, who owns a team its members, others nobody. */
export function directoryCalls({ db }: Umlauf): UmlaufRoute[] {
  const addressableBy = (request: Request) => {
    const { person, roles } = actorOf(request);
    return findAddressable(db, person.id, roles);
  };

  async function listTeamsAmong(addressable: Addressable): Promise<TeamWithCount[]> {
    if (addressable !== 'everybody' && addressable.teams.size === 0) return [];
    return (await listTeamsWithCounts(db)).filter(({ id: teamId }) => mayAddressTeam(addressable, teamId));
  }

  return [
    {
      method: 'get',
      path: '/api/v1/teams',
      guard: 'signed-in',
      documentation: {
        summary: 'The teams that I may address, with the number of their members',
        query: teamsQuery,
        answers: {
          200: {
            description: 'By name',
            schema: listOf(teamSchema),
          },
        },
      },
      handle: async (request, response) => {
        const { limit, after, for: purpose } = parse(teamsQuery, request.query);
        const isForChannels = purpose === 'channels';
        const among = isForChannels ? await findBindable(db, actorOf(request)) : await addressableBy(request);
        const teams = await listTeamsAmong(among);
        const last = teams.findIndex((team) => team.id === after);
        const rest = after !== undefined && last === -1 ? [] : teams.slice(last + 1, last + 1 + limit + 1);
        response.json(pageOf(rest, limit, (team) => team.id));
      },
    },
    {
      method: 'get',
      path: '/api/v1/teams/:id',
      guard: 'signed-in',
      documentation: {
        summary: 'A team with its members, nested teams resolved',
        answers: { 200: { description: 'The team', schema: teamWithMembers } },
      },
      handle: async (request, response) => {
        const teamId = pathId(request.params['id']);
        const teams = await listTeamsAmong(await addressableBy(request));
        const team = teams.find((candidate) => candidate.id === teamId);
        if (!team) throw new Refusal('not-found');
        const members = await listTeamMembers(db, team.id);
        response.json({ id: team.id, name: team.name, members: members.map(presentPerson) });
      },
    },
    {
      method: 'get',
      path: '/api/v1/people',
      guard: 'signed-in',
      documentation: {
        summary: 'The people that I may address, found by name, login or department',
        query: searchQuery,
        answers: {
          200: {
            description: 'By name',
            schema: listOf(personSchema),
          },
        },
      },
      handle: async (request, response) => {
        const { limit, ...search } = parse(searchQuery, request.query);
        const among = await addressableBy(request);
        const people = await searchPeople(db, { ...search, limit: limit + 1, among });
        const page = pageOf(people, limit, (person) => person.id);
        response.json({ items: page.items.map(presentPerson), next: page.next });
      },
    },
  ];
}
