import { mayAddressTeam, type Addressable } from '../directory/addressable.ts';
import { findAddressable } from '../directory/addressable-queries.ts';
import { listTeams } from '../directory/team-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mayPublish, type Actor } from '../sign-in/actor.ts';

/** An administrator for any team, who publishes for those that he may address. */
export const mayOpenChannels = (actor: Actor): boolean => isAdmin(actor) || mayPublish(actor);

/** Never by a token, as in everything that administrators do. */
const isAdmin = ({ roles, session }: Actor): boolean => roles.admin && session !== null;

/** The teams for which somebody may open channels. */
export const findBindable = (db: Db, actor: Actor): Promise<Addressable> =>
  findAddressable(db, actor.person.id, { publisher: isAdmin(actor) || actor.roles.publisher });

/** Refuses `forbidden` for whoever opens no channels, `invalid` for teams that are none or not his to bind. */
export async function checkBinding(db: Db, actor: Actor, teamIds: string[]): Promise<void> {
  if (!mayOpenChannels(actor)) throw new Refusal('forbidden', 'channel-openers');
  if (teamIds.length === 0) throw new Refusal('invalid', 'channel-teams-missing', { field: 'teams' });
  const known = new Set((await listTeams(db, { gone: false })).map(({ id }) => id));
  const bindable = await findBindable(db, actor);
  if (teamIds.some((id) => !known.has(id) || !mayAddressTeam(bindable, id)))
    throw new Refusal('invalid', 'unknown-team', { field: 'teams' });
}
