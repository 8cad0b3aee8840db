import { normaliseDn } from '../directory/ldap/dn.ts';
import type { Person } from '../directory/person.ts';

export const roleNames = ['admin', 'publisher', 'auditor'] as const;
export type Roles = { admin: boolean; publisher: boolean; auditor: boolean };

export type RoleGroups = Record<keyof Roles, string[]>;

export type SessionKind = 'own' | 'shared';

/** Who acts: the person, what the directory lets him do, and how he signed in. */
export type Actor = {
  person: Person;
  roles: Roles;
  /** The directory names him the owner of a team: he may publish to it. */
  ownsTeams: boolean;
  signedInHow: SignInMethod;
  session: {
    hash: string;
    kind: SessionKind;
    deviceId: string;
    deviceLabel: string;
    shortcuts: boolean;
    enterSends: boolean;
  } | null;
  token: { id: string; name: string; scope: TokenScope } | null;
};

export type SignInMethod = 'demo' | 'ldap' | 'link' | 'saml' | 'token';

export type TokenScope = 'read' | 'write';

type NamedTeam = { name: string; dn: string | null };

/**
 * Is this team the group that is set? Case does not count. A group that is set by its distinguished name is that one
 * alone, and none that somebody has merely called so.
 */
export function isGroup(group: string): (team: NamedTeam) => boolean {
  const wanted = normaliseDn(group);
  return ({ name, dn }) =>
    wanted === null ? name.toLowerCase() === group.toLowerCase() : (dn ?? normaliseDn(name)) === wanted;
}

/** Roles come from directory groups only, nested ones resolved. */
export function rolesOf(teams: NamedTeam[], groups: RoleGroups): Roles {
  const isIn = (wanted: string[]): boolean => wanted.some((group) => teams.some(isGroup(group)));
  return { admin: isIn(groups.admin), publisher: isIn(groups.publisher), auditor: isIn(groups.auditor) };
}

/** To everybody, or to the teams that he answers for. */
export const mayPublish = ({ roles, ownsTeams }: Pick<Actor, 'roles' | 'ownsTeams'>): boolean =>
  roles.publisher || ownsTeams;

/** As it stands on a receipt: the way of signing in, and the device or the token's name. */
export function describeSignIn(actor: Actor): { signedInHow: string; device: string } {
  return { signedInHow: actor.signedInHow, device: actor.session?.deviceLabel ?? actor.token?.name ?? '' };
}
