import type { Attributes } from './ldif.ts';
import { ldif } from './ldif.ts';

const base = 'dc=lindenhof,dc=example';
const staff = `ou=Staff,${base}`;
const teams = `ou=Teams,${base}`;
const elsewhere = `ou=Elsewhere,${base}`;

/** DNs of people as their entries are named; groups may write them in other ways. */
export const people: Record<string, [dn: string, attributes: Attributes]> = {
  anna: person('uid=anna', {
    cn: 'Anna Brandt',
    sn: 'Brandt',
    givenName: 'Anna',
    mail: 'anna@lindenhof.example',
  }),
  comma: person('cn=Yıldız\\, Ayşe', { cn: 'Yıldız, Ayşe', sn: 'Yıldız', givenName: 'Ayşe' }),
  signs: person('cn=\\"Q\\" \\+ \\#1 * \\\\ (b)', { cn: '"Q" + #1 * \\ (b)', sn: 'Q' }),
  nfd: person('cn=Jo\u0308rg Mu\u0308ller', {
    cn: 'Jo\u0308rg Mu\u0308ller',
    sn: 'Mu\u0308ller',
    givenName: 'Jo\u0308rg',
  }),
  twin1: person('cn=Eva Meier+uid=twin1', { cn: 'Eva Meier', sn: 'Meier', mail: 'eva@lindenhof.example' }),
  twin2: person('cn=Eva Meier+uid=twin2', { cn: 'Eva Meier', sn: 'Meier', mail: 'eva@lindenhof.example' }),
  expired: person('uid=expired', { cn: 'Ex Pired', sn: 'Pired', shadowExpire: '20000' }),
  ending: person('uid=ending', { cn: 'En Ding', sn: 'Ding', shadowExpire: '60000' }),
  locked: person('uid=locked', { cn: 'Lo Cked', sn: 'Cked', pwdAccountLockedTime: '000001010000Z' }),
  paused: person('uid=paused', { cn: 'Pau Sed', sn: 'Sed', pwdAccountLockedTime: '20260101000000Z' }),
  german: person('uid=german', {
    cn: 'G',
    sn: 'G',
    preferredLanguage: 'fr, de-AT;q=0.8',
    departmentNumber: 'Ward 4',
  }),
};

const dn = (login: string): string => people[login]?.[0] ?? '';

/** What stands in each group: logins, and names of other groups. */
export const groups: Record<string, string[]> = {
  'Level 1': ['anna', 'Level 2'],
  'Level 2': ['Level 3', 'comma'],
  'Level 3': ['Level 4'],
  'Level 4': ['nfd', 'signs'],
  Top: ['Left', 'Right'],
  Left: ['Bottom', 'twin1'],
  Right: ['Bottom', 'twin2'],
  Bottom: ['german'],
  Round: ['About', 'anna'],
  About: ['Round', 'comma'],
  Through: ['passage'],
  passage: ['hidden', 'Level 4', 'expired'],
  hidden: ['passage', 'ending', 'Through'],
  Empty: [],
  Strangers: ['locked', 'paused'],
};
/** Groups that are no teams here: they stand outside of the teams' OU. */
export const passages = ['passage', 'hidden'];

const groupDn = (name: string): string => `cn=${name},${passages.includes(name) ? elsewhere : teams}`;

// As somebody else would write them: the case, the escapes and the order of an RDN's parts are their own.
const otherSpelling: Record<string, string> = {
  anna: `UID=Anna,OU=STAFF,${base}`,
  comma: `cn=Yıldız\\2C Ayşe,${staff}`,
  signs: `CN=\\22Q\\22 \\2B \\231 * \\5C \\28b\\29,${staff}`,
  nfd: `cn=Jörg Müller,${staff}`,
  twin2: `uid=twin2+CN=eva meier,${staff}`,
};

/** Who stands in a group besides and is nobody here. */
const strangers = [
  `cn=PC-0815,ou=Computers,${base}`,
  `cn=A contact,${staff}`,
  `uid=backup,ou=Services,${base}`,
  `uid=outside,${elsewhere}`,
  `uid=deleted,${staff}`,
];

export function trapEntries(password: string): string {
  return ldif([
    ...['Staff', 'Teams', 'Elsewhere', 'Services', 'Computers', 'Notice board'].map(
      (ou): [string, Attributes] => [`ou=${ou},${base}`, { objectClass: 'organizationalUnit', ou }],
    ),
    ...Object.entries(people).map(([uid, [name, attributes]]): [string, Attributes] => [
      name,
      { ...attributes, uid, userPassword: password },
    ]),
    [`cn=A contact,${staff}`, { objectClass: 'inetOrgPerson', cn: 'A contact', sn: 'Contact' }],
    [
      `uid=outside,${elsewhere}`,
      { objectClass: 'inetOrgPerson', uid: 'outside', cn: 'Out Side', sn: 'Side' },
    ],
    [`uid=notice,ou=Notice board,${base}`, { objectClass: 'inetOrgPerson', uid: 'notice', cn: 'N', sn: 'N' }],
    [`uid=backup,ou=Services,${base}`, { objectClass: 'account', uid: 'backup' }],
    [`cn=PC-0815,ou=Computers,${base}`, { objectClass: 'device', cn: 'PC-0815' }],
    ...Object.entries(groups).map(([cn, members]): [string, Attributes] => [
      groupDn(cn),
      {
        ...{ objectClass: 'groupOfNames', cn, owner: cn === 'Top' ? [groupDn('Left'), dn('anna')] : [] },
        member: [
          ...members.map((member) =>
            member in groups ? groupDn(member) : (otherSpelling[member] ?? dn(member)),
          ),
          ...(cn === 'Strangers' ? strangers : []),
          // OpenLDAP wants a member, be it nobody.
          ...(members.length === 0 ? ['cn=dangling'] : []),
        ],
      },
    ]),
    [
      `cn=Top,${elsewhere}`,
      { objectClass: 'groupOfUniqueNames', cn: 'Top', uniqueMember: [`${dn('anna')}#'0101'B`] },
    ],
  ]);
}

function person(rdn: string, attributes: Attributes): [string, Attributes] {
  return [`${rdn},${staff}`, { objectClass: ['inetOrgPerson', 'shadowAccount'], ...attributes }];
}
