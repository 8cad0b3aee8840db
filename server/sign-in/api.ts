import { z } from 'zod';
import { csrfToken } from '../platform/http/csrf.ts';
import { id } from '../platform/http/parse.ts';
import type { Umlauf } from '../umlauf.ts';
import { actorOf, type UmlaufRoute } from './guards.ts';
import { offlineSeal } from './offline-seal.ts';
import { listTeamsAround } from '../directory/team-queries.ts';

const meSchema = z.object({
  person: z.object({
    id: id(),
    login: z.string(),
    name: z.string(),
    department: z.string(),
    language: z.string(),
  }),
  roles: z.array(z.enum(['admin', 'publisher', 'auditor'])),
  teams: z.array(z.object({ id: id(), name: z.string() })),
  csrfToken: z.string().nullable(),
  offline: z.object({ owner: z.string(), key: z.string() }).nullable(),
});

export function signInCalls(umlauf: Umlauf): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/api/v1/me',
      guard: 'signed-in',
      documentation: {
        summary:
          'Who I am; with a session cookie the CSRF token that changes must carry, and on a device of one’s own the seal of what waits there',
        answers: { 200: { description: 'Me', schema: meSchema } },
      },
      handle: async (request, response) => {
        const actor = actorOf(request);
        const { person, roles, session } = actor;
        const { id: personId, login, name, department, language } = person;
        const teams = await listTeamsAround(umlauf.db, personId);
        response.json({
          person: { id: personId, login, name, department, language },
          roles: Object.entries(roles).flatMap(([role, has]) => (has ? [role] : [])),
          teams: teams.map((team) => ({ id: team.id, name: team.name })),
          csrfToken: session ? csrfToken(umlauf.sessionSecret, session.hash) : null,
          offline: offlineSeal(umlauf.sessionSecret, actor),
        });
      },
    },
  ];
}
