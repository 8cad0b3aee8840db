import { ValidateInResponseTo, type CacheProvider, type SamlConfig } from '@node-saml/passport-saml';
import type { Config } from '../../config.ts';
import type { SamlSettings } from '../../saml-settings.ts';
import type { SessionKind } from '../actor.ts';
import { persistent } from './check-assertion.ts';
import { clockSkewMs, longestAgeMs } from './check-message.ts';
import type { Signatures } from './check-response.ts';
import type { IdentityProvider } from './idp-metadata.ts';

export const acsPath = '/sign-in/saml/callback';
export const logoutPath = '/sign-in/saml/logout';
export const requestLifetimeMs = 10 * 60_000;

type Exchange = {
  idp: IdentityProvider;
  requestId: string;
  cacheProvider: CacheProvider;
  kind?: SessionKind;
  signatures?: Signatures;
};

/** How the library is used for one message: nothing of it is remembered from another. */
export function samlOptions(
  { baseUrl }: Config,
  { entityId, attributes }: SamlSettings,
  { idp, requestId, cacheProvider, kind = 'own', signatures }: Exchange,
): SamlConfig {
  return {
    entryPoint: idp.signOnUrl,
    logoutUrl: idp.logoutUrl ?? idp.signOnUrl,
    issuer: entityId,
    audience: entityId,
    callbackUrl: baseUrl + acsPath,
    idpIssuer: idp.entityId,
    idpCert: idp.certificates,
    // Every signature that is there must hold; where the whole response carries one, the assertion needs none of its own.
    wantAssertionsSigned: signatures ? signatures.assertion || !signatures.response : true,
    wantAuthnResponseSigned: signatures?.response ?? false,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: requestLifetimeMs,
    cacheProvider,
    generateUniqueId: () => requestId,
    acceptedClockSkewMs: clockSkewMs,
    maxAssertionAgeMs: longestAgeMs,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    disableRequestedAuthnContext: true,
    identifierFormat: attributes.id === null ? persistent : null,
    // At a shared computer the IdP may still know the person before.
    forceAuthn: kind === 'shared',
  };
}

/** What the library must know of requests: this one was sent then. It is used up by whoever opens the session. */
export function knowingOnly(requestId: string, createdAt: number): CacheProvider {
  const at = new Date(createdAt).toISOString();
  return {
    saveAsync: (_id, value) => Promise.resolve({ value, createdAt }),
    getAsync: (id) => Promise.resolve(id === requestId ? at : null),
    removeAsync: (id) => Promise.resolve(id),
  };
}
