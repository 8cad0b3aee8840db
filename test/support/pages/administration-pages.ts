import { deactivatePerson } from '../../../server/directory/deactivate-person.ts';
import { createSignInLink } from '../../../server/sign-in/create-sign-in-link.ts';
import { waitingDifference } from '../waiting-difference.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import type { PageInAState } from './page-in-a-state.ts';

const hourMs = 3_600_000;

/** The pages of the administration, each in a state that has much to show. */
export async function prepareAdministration(world: World, person: Visitor): Promise<PageInAState[]> {
  const { umlauf } = world;
  await waitingDifference(umlauf, 'ldap');
  const leaver = await world.signIn('login-ldap0');
  await deactivatePerson(umlauf, null, leaver.login);
  await createSignInLink(umlauf, null, person.login);
  await person.post('/me/tokens', { name: 'Auswertung der Werkleitung', scope: 'read' });
  const team = (await umlauf.db('teams').where({ name: 'Produktion' }).first('id')) as { id: string };
  const host = { host: 'push.werk.example', reason: 'refused', status: 403 };
  const now = umlauf.clock.now();
  await umlauf.transaction((tx) =>
    tx('push_hosts').insert({ ...host, since: now, paused_until: now + hourMs }),
  );
  await umlauf.transaction((tx) =>
    tx('clock_watch').update({ looked_at: now, held_since: now, trusted_until: now - 72 * hourMs }),
  );
  const at = (path: string) => `/administration${path}`;
  return [
    { name: 'directory, with what waits', login: 'deniz', at: at('') },
    { name: 'directory, left as it is', login: 'deniz', at: at('?done=dismissed') },
    { name: 'delivery, and nothing is deleted', login: 'deniz', at: at('/delivery') },
    { name: 'people, found', login: 'deniz', at: at('/people?q=person&state=left') },
    { name: 'person', login: 'deniz', at: at(`/people/${person.personId}?done=device`) },
    { name: 'person, who has left', login: 'deniz', at: at(`/people/${leaver.personId}`) },
    { name: 'teams', login: 'deniz', at: at('/teams') },
    { name: 'team', login: 'deniz', at: at(`/teams/${team.id}?limit=5`) },
    { name: 'roles', login: 'deniz', at: at('/roles') },
  ];
}
