import { SAML } from '@node-saml/passport-saml';
import { fingerprint, newId, newSecret } from '../../platform/ids.ts';
import type { SamlSettings } from '../../saml-settings.ts';
import type { House } from '../../umlauf.ts';
import type { SessionKind } from '../actor.ts';
import type { IdentityProvider } from './idp-metadata.ts';
import { knowingOnly, requestLifetimeMs, samlOptions } from './saml-options.ts';
import { insertRequest } from './saml-store.ts';

type Beginning = {
  idp: IdentityProvider;
  /** Binds the answer to this browser. */
  browserSecret: string;
  returnTo: string;
  kind: SessionKind;
  deviceHash: string | null;
  sessionHash: string | null;
};

/** The address at the IdP to which this browser goes with a request of its own. */
export async function beginSignIn(house: House, settings: SamlSettings, given: Beginning): Promise<string> {
  const { idp, browserSecret, ...rest } = given;
  const [requestId, relay, createdAt] = [`_${newId()}`, newSecret(), house.clock.now()];
  await house.transaction((tx) =>
    insertRequest(tx, {
      ...{ id: requestId, relayHash: fingerprint(relay), browserHash: fingerprint(browserSecret) },
      ...{ createdAt, expiresAt: createdAt + requestLifetimeMs, ...rest },
    }),
  );
  const cacheProvider = knowingOnly(requestId, createdAt);
  const exchange = { idp, requestId, cacheProvider, kind: given.kind };
  const saml = new SAML(samlOptions(house.config, settings, exchange));
  return saml.getAuthorizeUrlAsync(relay, undefined, {});
}
