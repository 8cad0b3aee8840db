import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { DirectoryFault } from './ldap/directory-fault.ts';
import { ldapSource } from './ldap/ldap-directory.ts';
import { lookUpPeople } from './ldap/look-up-people.ts';
import { findByDirectoryKey } from './saml-person-queries.ts';

/** Somebody waits for the answer. */
const patience = { connectMs: 2000, answerMs: 5000 };

/**
 * Does the directory let in, at this moment, whom the identity provider calls by its immutable id? Refuses `forbidden`
 * who has left since the last look. A directory that is mute leaves what was known of him: the IdP has just said who
 * he is.
 */
export async function lookAgain(house: House, key: string): Promise<void> {
  const { config, db, clock, log } = house;
  const known = config.ldap && (await findByDirectoryKey(db, key));
  if (!config.ldap || known?.source !== ldapSource) return;
  try {
    const states = await lookUpPeople(config.ldap, clock, [known.sourceId], patience);
    if (states.some(({ mayEnter }) => mayEnter)) return;
  } catch (error) {
    if (!(error instanceof DirectoryFault)) throw error;
    log.warn({ err: error, trouble: error.code }, 'the directory could not be asked at a sign-in');
    return;
  }
  log.info({ personId: known.id }, 'a sign-in was refused: the directory lets this person in no more');
  throw new Refusal('forbidden', 'saml-not-in-directory');
}
