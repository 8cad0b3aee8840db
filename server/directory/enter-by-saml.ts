import { audienceLock } from '../announcements/audience.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { fingerprint, newId } from '../platform/ids.ts';
import type { Transaction } from '../platform/db/database.ts';
import { lockSequence } from '../platform/db/dialect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import { findPersonByLogin } from './directory-queries.ts';
import { insertPeople } from './directory-store.ts';
import { followSamlGroups } from './follow-saml-groups.ts';
import { isSamlAlone } from './saml-alone.ts';
import { findByDirectoryKey, findBySamlKey } from './saml-person-queries.ts';
import { updateSamlPerson, type SamlPerson } from './saml-person-store.ts';

export type SamlEntry = {
  /** The IdP, and what it calls this person for ever. */
  issuer: string;
  key: string;
  /** The key is what the company directory calls this person, too. */
  isKeyOfDirectory: boolean;
  login: string;
  name: string;
  sortName: string;
  mail: string | null;
  groups: string[];
  /** As the browser asks for it; from then on the person's own choice. */
  language: string;
};

/**
 * Who enters by SAML: the person whom the directory knows by the same immutable id; or, where nobody but the IdP says
 * who is here, the person of this key, made at the first sign-in and brought up to date at every other. Never found by
 * login or mail, which may be given again to somebody else.
 */
export async function enterBySaml(
  tx: Transaction,
  house: House,
  entry: SamlEntry,
): Promise<{ personId: string; mustRenew: boolean }> {
  await lockSequence(tx, audienceLock);
  if (entry.isKeyOfDirectory) {
    const known = await findByDirectoryKey(tx, entry.key);
    if (known) return { personId: stillHere(known), mustRenew: false };
  }
  if (!(await isSamlAlone(tx, house.config))) throw new Refusal('forbidden', 'saml-not-in-directory');
  const source = `saml:${entry.issuer}`;
  const known = await findBySamlKey(tx, source, entry.key);
  const personId = known ? stillHere(known) : newId();
  const person = { ...entry, id: personId, login: await freeLogin(tx, entry, personId) };
  if (known) await updatePerson(tx, house, person);
  else await insertPerson(tx, house, source, person);
  await followSamlGroups(tx, house, { personId, source, groups: entry.groups });
  return { personId, mustRenew: true };
}

function stillHere({ id, leftAt }: { id: string; leftAt: number | null }): string {
  if (leftAt !== null) throw new Refusal('forbidden', 'saml-not-in-directory');
  return id;
}

/** A login that somebody else still has here: nobody says when he has left, and his account stays his. */
async function freeLogin(
  tx: Transaction,
  { login, issuer, key }: SamlEntry,
  personId: string,
): Promise<string> {
  const holder = await findPersonByLogin(tx, login);
  return !holder || holder.id === personId
    ? login
    : `${login}#${fingerprint(`${issuer} ${key}`).slice(0, 8)}`;
}

async function insertPerson(
  tx: Transaction,
  house: House,
  source: string,
  person: SamlPerson & SamlEntry,
): Promise<void> {
  const { id, login, name, sortName, mail, key, issuer, language } = person;
  const now = house.clock.now();
  await insertPeople(
    tx,
    [{ id, login, name, sortName, mail, department: '', language, source, sourceId: key }],
    now,
  );
  await recordAudit(tx, { at: now, actorId: id, action: 'person:entered', subject: id, details: { issuer } });
}

async function updatePerson(tx: Transaction, house: House, person: SamlPerson): Promise<void> {
  if (await updateSamlPerson(tx, person))
    await house.changes.append(tx, 'person:changed', { personIds: [person.id] });
}
