import type { Clock } from '../../platform/clock.ts';
import { readPerson } from './read-person.ts';
import { anyOf } from './directory-schema.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { withDirectory, type Patience } from './open-directory.ts';
import { findPeople, findSchema } from './read-roster.ts';

export type PersonState = { sourceId: string; login: string; mayEnter: boolean };

const atOnce = 100;

/** By what never changes. Who is not in the answer is not in the directory any more. */
export function lookUpPeople(
  settings: LdapSettings,
  clock: Clock,
  sourceIds: string[],
  patience?: Patience,
): Promise<PersonState[]> {
  return withDirectory(
    settings,
    async (directory) => {
      const schema = await findSchema(directory, settings);
      const states: PersonState[] = [];
      for (let from = 0; from < sourceIds.length; from += atOnce) {
        const condition = sourceIds.slice(from, from + atOnce).map(schema.idFilter);
        for (const entry of await findPeople(directory, settings, schema, anyOf(...condition))) {
          const person = readPerson(entry, schema.idOf(entry) ?? '', schema, clock.now());
          if (person)
            states.push({ sourceId: person.sourceId, login: person.login, mayEnter: person.mayEnter });
        }
      }
      return states;
    },
    patience,
  );
}
