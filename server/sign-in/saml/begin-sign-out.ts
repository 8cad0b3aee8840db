import { SAML, type Profile } from '@node-saml/passport-saml';
import { newId } from '../../platform/ids.ts';
import type { Umlauf } from '../../umlauf.ts';
import type { Actor } from '../actor.ts';
import { findSamlSession } from './saml-queries.ts';
import { knowingOnly, samlOptions } from './saml-options.ts';

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** Where the IdP ends what it knows of this sign-in; null when there is nothing to end there. */
export async function beginSignOut(umlauf: Umlauf, { session }: Actor): Promise<string | null> {
  const { saml } = umlauf.config;
  if (!saml || !umlauf.idp || !session) return null;
  const found = await findSamlSession(umlauf.db, session.hash);
  const idp = await umlauf.idp.current();
  if (!found || found.issuer !== idp.entityId || idp.logoutUrl === null) return null;
  const { value, format, nameQualifier, spNameQualifier } = found.nameId;
  const requestId = `_${newId()}`;
  const cacheProvider = knowingOnly(requestId, umlauf.clock.now());
  const library = new SAML(samlOptions(umlauf.config, saml, { idp, requestId, cacheProvider }));
  const profile: Profile = {
    ...{ issuer: found.issuer, nameID: value, nameIDFormat: format ?? unspecified },
    ...(nameQualifier === null ? {} : { nameQualifier }),
    ...(spNameQualifier === null ? {} : { spNameQualifier }),
    ...(found.sessionIndex === null ? {} : { sessionIndex: found.sessionIndex }),
  };
  return library.getLogoutUrlAsync(profile, '', {});
}
