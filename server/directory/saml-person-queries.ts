import type { Db } from '../platform/db/database.ts';
import { whereIn } from '../platform/db/dialect.ts';
import { immutableForms, oneForm } from './immutable-forms.ts';
import { scimSource } from './scim/scim-person.ts';

type Found = { id: string; leftAt: number | null };
type FoundInDirectory = Found & { source: string; sourceId: string };

export async function findBySamlKey(db: Db, source: string, sourceId: string): Promise<Found | null> {
  const row = (await db('people')
    .where({ source, source_id: sourceId })
    .select('id', 'left_at as leftAt')
    .first()) as Found | undefined;
  return row ?? null;
}

/** Whom a directory or a roster knows by this immutable id, in whatever form; two people are none. */
export async function findByDirectoryKey(db: Db, key: string): Promise<FoundInDirectory | null> {
  const rows = (await whereIn(db('people'), 'source_id', immutableForms(key))
    .whereNot('source', 'like', 'saml:%')
    .whereNot({ source: scimSource })
    .select('id', 'left_at as leftAt', 'source', 'source_id as sourceId')) as FoundInDirectory[];
  // Whom an IdP pushes it calls by its external id; a leaver and a successor may have one.
  const pushed = (await db('people')
    .join('scim_people', 'scim_people.person_key', 'people.source_id')
    .where({ source: scimSource, external_key: oneForm(key) })
    .select('people.id', 'left_at as leftAt', 'source', 'source_id as sourceId')) as FoundInDirectory[];
  const present = pushed.filter(({ leftAt }) => leftAt === null);
  const found = [...rows, ...(present.length > 0 ? present : pushed)];
  const [only] = found;
  return only && found.length === 1 ? only : null;
}

export async function findTeamIds(db: Db, source: string): Promise<Map<string, string>> {
  const rows = (await db('teams').where({ source }).select('id', 'source_id as sourceId')) as {
    id: string;
    sourceId: string;
  }[];
  return new Map(rows.map(({ id, sourceId }) => [sourceId, id]));
}

export async function listDirectTeams(db: Db, personId: string, source: string): Promise<string[]> {
  return (await db('memberships')
    .join('teams', 'teams.id', 'memberships.team_id')
    .where({ person_id: personId, source })
    .pluck('teams.id')) as string[];
}
