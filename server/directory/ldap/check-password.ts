import type { Clock } from '../../platform/clock.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/ids.ts';
import { closedBecause } from './access-period.ts';
import { firstOf } from './directory-entry.ts';
import { equals } from './directory-schema.ts';
import type { LdapSettings } from './ldap-settings.ts';
import { tryPassword, withDirectory, type Patience } from './open-directory.ts';
import { findPeople, findSchema } from './read-roster.ts';

/** `because` is for the log alone: whoever asks from outside hears the same of every refusal. */
export type PasswordAnswer =
  { sourceId: string; because: null } | { sourceId: string | null; because: string };

/** Is this the password of the one person with this login, whom the directory lets in? A DirectoryFault if it is mute. */
export async function checkPassword(
  settings: LdapSettings,
  clock: Clock,
  login: string,
  password: string,
  patience?: Patience,
): Promise<PasswordAnswer> {
  // A bind without a password succeeds on Windows, as nobody; and to many a server it ends at the first NUL.
  if (password === '' || password.includes('\0')) return { sourceId: null, because: 'no password' };
  const found = await withDirectory(
    settings,
    async (directory) => {
      const schema = await findSchema(directory, settings);
      const { loginAttribute } = schema;
      const entries = await findPeople(directory, settings, schema, equals(loginAttribute, login));
      // Directories overlook letters that nobody sees: what is counted as one login must be one.
      const named = entries.filter((entry) => fold(firstOf(entry, loginAttribute) ?? '') === fold(login));
      return named.map((entry) => ({ entry, sourceId: schema.idOf(entry) }));
    },
    patience,
  );
  const [one] = found.length === 1 ? found : [];
  // Whoever is unknown is asked for as well, so that the answer takes its time.
  const dn = one?.entry.dn ?? `cn=${newId()},${settings.baseDn}`;
  const refusedBecause = await tryPassword(settings, dn, password, patience);
  if (!one) return { sourceId: null, because: found.length === 0 ? 'unknown' : 'several entries' };
  const { entry, sourceId } = one;
  if (sourceId === null) return { sourceId, because: 'an entry without a key' };
  return { sourceId, because: closedBecause(entry, clock.now()) ?? refusedBecause };
}
