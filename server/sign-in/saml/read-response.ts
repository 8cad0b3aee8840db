import { MultiSamlStrategy, type Profile } from '@node-saml/passport-saml';
import type { Request, Response } from 'express';
import { Passport } from 'passport';
import { fingerprint } from '../../platform/ids.ts';
import type { SamlSettings } from '../../saml-settings.ts';
import type { Umlauf } from '../../umlauf.ts';
import { authenticateWith } from '../authenticate-with.ts';
import { readCookie } from '../cookies.ts';
import { checkAssertion, type SamlClaim } from './check-assertion.ts';
import { demand, SamlFault } from './check-message.ts';
import { checkResponse, type Signatures } from './check-response.ts';
import { flowCookie } from './flow-cookies.ts';
import type { IdentityProvider } from './idp-metadata.ts';
import { acsPath, knowingOnly, samlOptions } from './saml-options.ts';
import { findRequest } from './saml-queries.ts';
import type { SamlRequest } from './saml-store.ts';

type Exchange = {
  settings: SamlSettings;
  idp: IdentityProvider;
  samlRequest: SamlRequest;
  signatures: Signatures;
};

export type ReadResponse = { claim: SamlClaim; samlRequest: SamlRequest };

/** Reads what the IdP answered to this browser: our own checks before and after the library’s. Throws a SamlFault. */
export function createResponseReader({ config, db, clock }: Umlauf) {
  const exchanges = new WeakMap<Request, Exchange>();
  const passport = new Passport();
  passport.use(
    new MultiSamlStrategy(
      {
        passReqToCallback: true,
        getSamlOptions: (request, done) => {
          const exchange = exchanges.get(request);
          if (!exchange) {
            done(new SamlFault('not looked at before'));
            return;
          }
          const { id, createdAt } = exchange.samlRequest;
          const cacheProvider = knowingOnly(id, createdAt);
          done(null, samlOptions(config, exchange.settings, { ...exchange, requestId: id, cacheProvider }));
        },
      },
      (_request, profile, done) => {
        done(null, profile ?? undefined);
      },
      (_request, _profile, done) => {
        done(new SamlFault('a logout where a sign-in belongs'));
      },
    ) as never,
  );

  async function findAskedRequest(request: Request): Promise<SamlRequest> {
    const form = (request.body ?? {}) as Record<string, unknown>;
    demand(Object.keys(request.query).length === 0 && form['SAMLRequest'] === undefined, 'not a sign-in');
    const { RelayState: relay } = form;
    const browser = readCookie(request.headers.cookie, flowCookie(config));
    if (typeof relay !== 'string' || browser === null) throw new SamlFault('asked for by nobody');
    const found = await findRequest(db, fingerprint(relay), clock.now());
    if (found?.browserHash !== fingerprint(browser))
      throw new SamlFault('asked for by another browser, or too long ago');
    return found;
  }

  return async (
    request: Request,
    response: Response,
    settings: SamlSettings,
    idp: IdentityProvider,
  ): Promise<ReadResponse> => {
    const samlRequest = await findAskedRequest(request);
    const expected = {
      ...{ requestId: samlRequest.id, idp: idp.entityId, entityId: settings.entityId, now: clock.now() },
      acsUrl: config.baseUrl + acsPath,
    };
    const { SAMLResponse } = request.body as { SAMLResponse?: unknown };
    const signatures = checkResponse(SAMLResponse, expected);
    exchanges.set(request, { settings, idp, samlRequest, signatures });
    // The library touches nothing but what it is given, so whatever it throws is its verdict.
    const profile = await authenticateWith<Profile>(passport, 'saml', request, response).catch(
      (error: unknown) => {
        throw new SamlFault(error instanceof Error ? error.message : 'refused by the library');
      },
    );
    const signed = profile?.getAssertionXml?.();
    if (signed === undefined) throw new SamlFault('no assertion');
    return { claim: checkAssertion(signed, expected, settings), samlRequest };
  };
}
