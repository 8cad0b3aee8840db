import type { Db } from '../../platform/db/database.ts';
import { whereIn } from '../../platform/db/dialect.ts';
import type { SessionKind } from '../actor.ts';
import type { NameId } from './check-assertion.ts';

export type SamlRequest = {
  id: string;
  relayHash: string;
  browserHash: string;
  returnTo: string;
  kind: SessionKind;
  /** What this browser held when it left for the IdP: coming back from another site, it brings no cookie of ours. */
  deviceHash: string | null;
  sessionHash: string | null;
  createdAt: number;
  expiresAt: number;
};

export async function insertRequest(db: Db, request: SamlRequest): Promise<void> {
  await db('saml_requests').insert({
    id: request.id,
    relay_hash: request.relayHash,
    browser_hash: request.browserHash,
    return_to: request.returnTo,
    kind: request.kind,
    device_hash: request.deviceHash,
    session_hash: request.sessionHash,
    created_at: request.createdAt,
    expires_at: request.expiresAt,
  });
}

/** False when somebody has had the answer to it already. */
export async function takeRequest(db: Db, id: string): Promise<boolean> {
  return (await db('saml_requests').where({ id }).delete()) === 1;
}

/** False when this message has come before, be it at this very moment. */
export async function spendMessage(db: Db, issuer: string, id: string, expiresAt: number): Promise<boolean> {
  const rows = (await db('saml_messages')
    .insert({ issuer, id, expires_at: expiresAt })
    .onConflict(['issuer', 'id'])
    .ignore()
    .returning('id')) as unknown[];
  return rows.length === 1;
}

export async function deleteExpiredSaml(db: Db, now: number): Promise<void> {
  await db('saml_requests').where('expires_at', '<=', now).delete();
  await db('saml_messages').where('expires_at', '<=', now).delete();
}

export type SamlSession = { issuer: string; nameId: NameId; sessionIndex: string | null };

export async function insertSamlSession(db: Db, hash: string, session: SamlSession): Promise<void> {
  await db('saml_sessions').insert({
    session_hash: hash,
    issuer: session.issuer,
    name_id: session.nameId.value,
    name_id_format: session.nameId.format,
    name_qualifier: session.nameId.nameQualifier,
    sp_name_qualifier: session.nameId.spNameQualifier,
    session_index: session.sessionIndex,
  });
}

/** The devices of the sessions that the IdP names; without an index, all of this person's. */
export async function listNamedDevices(
  db: Db,
  { issuer, nameId, indexes }: { issuer: string; nameId: string; indexes: string[] },
): Promise<{ deviceId: string; personId: string }[]> {
  const query = db('saml_sessions')
    .join('sessions', 'sessions.secret_hash', 'saml_sessions.session_hash')
    .where({ issuer, name_id: nameId })
    .distinct('sessions.device_id as deviceId', 'sessions.person_id as personId');
  if (indexes.length > 0) void whereIn(query, 'session_index', indexes);
  return (await query) as { deviceId: string; personId: string }[];
}
