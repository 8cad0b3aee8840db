import type { Db } from '../../platform/db/database.ts';
import type { SessionKind } from '../actor.ts';
import type { SamlRequest, SamlSession } from './saml-store.ts';

type RequestRow = {
  id: string;
  relay_hash: string;
  browser_hash: string;
  return_to: string;
  kind: SessionKind;
  device_hash: string | null;
  session_hash: string | null;
  created_at: number;
  expires_at: number;
};

/** The request that a RelayState of ours stands for. */
export async function findRequest(db: Db, relayHash: string, now: number): Promise<SamlRequest | null> {
  const row = (await db('saml_requests')
    .where({ relay_hash: relayHash })
    .where('expires_at', '>', now)
    .first()) as RequestRow | undefined;
  if (!row) return null;
  return {
    id: row.id,
    relayHash: row.relay_hash,
    browserHash: row.browser_hash,
    returnTo: row.return_to,
    kind: row.kind,
    deviceHash: row.device_hash,
    sessionHash: row.session_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

type SessionRow = {
  issuer: string;
  name_id: string;
  name_id_format: string | null;
  name_qualifier: string | null;
  sp_name_qualifier: string | null;
  session_index: string | null;
};

export async function findSamlSession(db: Db, hash: string): Promise<SamlSession | null> {
  const row = (await db('saml_sessions').where({ session_hash: hash }).first()) as SessionRow | undefined;
  if (!row) return null;
  return {
    issuer: row.issuer,
    nameId: {
      value: row.name_id,
      format: row.name_id_format,
      nameQualifier: row.name_qualifier,
      spNameQualifier: row.sp_name_qualifier,
    },
    sessionIndex: row.session_index,
  };
}
