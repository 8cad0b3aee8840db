const kinds = ['ldap', 'csv', 'scim', 'demo'] as const;

/** Where a person or a team comes from, as it is told: the kind, and the name where there may be several of a kind. */
export function describeSource(source: string): {
  kind: (typeof kinds)[number] | 'saml' | 'other';
  name: string;
} {
  const kind = kinds.find((known) => known === source);
  if (kind) return { kind, name: '' };
  const issuer = /^saml:(.+)$/s.exec(source)?.[1];
  return issuer === undefined ? { kind: 'other', name: source } : { kind: 'saml', name: issuer };
}
