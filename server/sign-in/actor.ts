import type { Person } from '../directory/person.ts';

export type Roles = { admin: boolean; publisher: boolean; auditor: boolean };

export type RoleGroups = Record<keyof Roles, string[]>;

export type SessionKind = 'own' | 'shared';

/** Who acts: the person, what the directory lets him do, and how he signed in. */
export type Actor = {
  person: Person;
  roles: Roles;
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

/** Roles come from directory groups only, nested ones resolved; names are compared without regard to case. */
export function rolesOf(teamNames: string[], groups: RoleGroups): Roles {
  const names = new Set(teamNames.map((name) => name.toLowerCase()));
  const isIn = (wanted: string[]): boolean => wanted.some((group) => names.has(group.toLowerCase()));
  return { admin: isIn(groups.admin), publisher: isIn(groups.publisher), auditor: isIn(groups.auditor) };
}

/** As it stands on a receipt: the way of signing in, and the device or the token's name. */
export function describeSignIn(actor: Actor): { signedInHow: string; device: string } {
  return { signedInHow: actor.signedInHow, device: actor.session?.deviceLabel ?? actor.token?.name ?? '' };
}
