import { ldif, type Attributes } from './ldif.ts';
import type { Slapd } from './slapd.ts';

export const companyPassword = 'Rübe & 4711';

const people: Record<string, string> = {
  anna: 'Anna Krause',
  ben: 'Ben Yıldız',
  clara: 'Clara Nowak',
  deniz: 'Deniz Arslan',
  dora: 'Dora Lindner',
  emil: 'Emil Sommer',
  frieda: 'Frieda Voss',
};
const groups: Record<string, string[]> = {
  Frühschicht: ['ben', 'clara', 'dora', 'emil', 'frieda'],
  Brandschutz: ['ben', 'clara', 'dora'],
  Freigabe: ['anna'],
  IT: ['deniz'],
};

/** The cast as a company's directory has it, and what befalls people in it. */
export function companyDirectory({ base, apply }: Slapd) {
  const personDn = (login: string) => `uid=${login},ou=Staff,${base}`;
  const groupDn = (name: string) => `cn=${name},ou=Teams,${base}`;
  const unit = (ou: string): [string, Attributes] => [
    `ou=${ou},${base}`,
    { objectClass: 'organizationalUnit', ou },
  ];
  return {
    personDn,
    groupDn,
    fill: () =>
      apply(
        ldif([
          ...['Staff', 'Teams'].map(unit),
          ...Object.entries(people).map(([uid, cn]): [string, Attributes] => [
            personDn(uid),
            {
              ...{ objectClass: ['inetOrgPerson', 'shadowAccount'], uid, cn, sn: cn.split(' ').at(-1) ?? cn },
              userPassword: companyPassword,
            },
          ]),
          ...Object.entries(groups).map(([cn, members]): [string, Attributes] => [
            groupDn(cn),
            { objectClass: 'groupOfNames', cn, member: members.map(personDn) },
          ]),
        ]),
      ),
    delete: (dn: string) => apply(`dn: ${dn}\nchangetype: delete\n`),
    settings: ({ url, caFile, bindDn, bindPassword }: Slapd): Record<string, string> => ({
      ...{ LDAP_URL: url, LDAP_CA_FILE: caFile, LDAP_BASE_DN: base },
      ...{ LDAP_BIND_DN: bindDn, LDAP_BIND_PASSWORD: bindPassword, LDAP_WATCH_SECONDS: '1' },
      ...{ ROLE_PUBLISHER_GROUPS: 'Freigabe', ROLE_ADMIN_GROUPS: `cn=IT,ou=Teams,${base}` },
    }),
  };
}
