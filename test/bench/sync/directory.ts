import { largeOrganisation } from '../../../server/directory/demo/large-organisation.ts';
import { ldif, type Attributes } from '../../support/ldif.ts';
import type { Slapd } from '../../support/slapd.ts';

export const [people, groups] = [20_000, 500];
const [sites, places] = [18, 480];

/** What lies in it, as those who read it must find it. */
export type Contents = { people: number; groups: number; members: number };

type Entry = [dn: string, attributes: Attributes];

/** Everyone stands in one large group and in that of his place; places in sites, and all sites in one group. */
export async function fillDirectory({ base, apply }: Slapd): Promise<Contents> {
  const units = ['Staff', 'Teams'].map((ou): Entry => [
    `ou=${ou},${base}`,
    { objectClass: 'organizationalUnit', ou },
  ]);
  const staff = largeOrganisation(people, 1).people.map((person): Entry => {
    const [family = '', given = ''] = person.sortName.split(', ');
    const attributes = {
      ...{ objectClass: 'inetOrgPerson', uid: person.login, cn: person.name, sn: family, givenName: given },
      ...{ displayName: person.name, departmentNumber: person.department },
      ...{ preferredLanguage: person.language, mail: person.mail ?? [] },
    };
    return [`uid=${person.login},ou=Staff,${base}`, attributes];
  });
  const persons = staff.map(([dn]) => dn);
  const group = (cn: string, member: string[]): Entry => [
    `cn=${cn},ou=Teams,${base}`,
    { objectClass: 'groupOfNames', cn, member },
  ];
  const every = (list: string[], step: number, from: number) => list.filter((_, at) => at % step === from);
  const ofPlaces = Array.from({ length: places }, (_, at) =>
    group(`Halle ${at + 1}`, every(persons, places, at)),
  );
  const names = (entries: Entry[]) => entries.map(([dn]) => dn);
  const ofSites = Array.from({ length: sites }, (_, at) =>
    group(`Werk ${at + 1}`, every(names(ofPlaces), sites, at)),
  );
  const teams = [...ofPlaces, ...ofSites, group('Werke', names(ofSites)), group('Belegschaft', persons)];
  await apply(ldif([...units, ...staff, ...teams]));
  const members = teams.reduce((sum, [, { member = [] }]) => sum + member.length, 0);
  return { people: staff.length, groups: teams.length, members };
}
