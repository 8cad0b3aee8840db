import { normaliseDn } from '../directory/ldap/dn.ts';
import type { Person } from '../directory/person.ts';

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
  } | null;
  token: { id: string; name: string; scope: TokenScope } | null;
};

export type SignInMethod = 'demo' | 'ldap' | 'link' | 'saml' | 'token';

export type TokenScope = 'read' | 'write';

/**
 * Roles come from directory groups only, nested ones resolved; case does not count. A group that is set by its
 * distinguished name is that one alone, and none that somebody has merely called so.
 */
export function rolesOf(teams: { name: string; dn: string | null }[], groups: RoleGroups): Roles {
  const names = new Set(teams.map(({ name }) => name.toLowerCase()));
  const dns = new Set(teams.map(({ name, dn }) => dn ?? normaliseDn(name)));
  const isIn = (wanted: string[]): boolean =>
    wanted.some((group) => {
      const dn = normaliseDn(group);
      return dn === null ? names.has(group.toLowerCase()) : dns.has(dn);
    });
  return { admin: isIn(groups.admin), publisher: isIn(groups.publisher), auditor: isIn(groups.auditor) };
}

/** To everybody, or to the teams that he answers for. */
export const mayPublish = ({ roles, ownsTeams }: Pick<Actor, 'roles' | 'ownsTeams'>): boolean =>
  roles.publisher || ownsTeams;

/** As it stands on a receipt: the way of signing in, and the device or the token's name. */
export function describeSignIn(actor: Actor): { signedInHow: string; device: string } {
  return { signedInHow: actor.signedInHow, device: actor.session?.deviceLabel ?? actor.token?.name ?? '' };
}
