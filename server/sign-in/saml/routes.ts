import { SAML } from '@node-saml/passport-saml';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { lookAgain } from '../../directory/look-again.ts';
import { fingerprint, newId, newSecret } from '../../platform/ids.ts';
import { parse } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import { languageOf } from '../../show-page.ts';
import type { Umlauf } from '../../umlauf.ts';
import { deviceCookie, readCookie, sessionCookie } from '../cookies.ts';
import { deviceLabel } from '../device-label.ts';
import type { UmlaufRoute } from '../guards.ts';
import { keepSession } from '../keep-session.ts';
import { ownPath } from '../own-path.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { checkLogoutRequest } from './check-logout-request.ts';
import { SamlFault } from './check-message.ts';
import { endNamedSessions } from './end-named-sessions.ts';
import { finishSignIn } from './finish-sign-in.ts';
import { flowCookie, setFlowCookie } from './flow-cookies.ts';
import { readSignedRedirect } from './read-redirect.ts';
import { createResponseReader } from './read-response.ts';
import { acsPath, knowingOnly, logoutPath, requestLifetimeMs, samlOptions } from './saml-options.ts';
import { spMetadata } from './sp-metadata.ts';

const beginQuery = z.object({
  returnTo: z.string().max(2000).default(''),
  shared: z.literal('1').optional().catch(undefined),
});
const longestReason = 200;
const secretPattern = /^[\w-]{43}$/;

/** Sign-in at the company's identity provider, and out again. Without SAML there are no such pages. */
export function samlRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { config, log, clock } = umlauf;
  const readResponse = createResponseReader(umlauf);

  function given() {
    const {
      config: { saml: settings },
      idp,
    } = umlauf;
    if (!settings || !idp) throw new Refusal('not-found');
    return { settings, idp };
  }

  /** Why stands in the log alone. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    return work().catch((error: unknown) => {
      if (!(error instanceof SamlFault)) throw error;
      log.warn({ reason: error.message.slice(0, longestReason) }, 'a SAML message was refused');
      throw new Refusal('forbidden', 'saml-refused');
    });
  }

  async function begin(request: Request, response: Response): Promise<void> {
    const { settings, idp } = given();
    const { returnTo, shared } = parse(beginQuery, request.query);
    const held = (name: string): string | null => readCookie(request.headers.cookie, name);
    const hashOf = (secret: string | null) => (secret === null ? null : fingerprint(secret));
    const known = held(flowCookie(config));
    const browserSecret = known !== null && secretPattern.test(known) ? known : newSecret();
    const address = await beginSignIn(umlauf, settings, {
      idp: await idp.current(),
      browserSecret,
      returnTo: ownPath(returnTo),
      kind: shared === '1' ? 'shared' : 'own',
      deviceHash: hashOf(held(deviceCookie(config))),
      sessionHash: hashOf(held(sessionCookie(config))),
    });
    setFlowCookie(response, config, browserSecret, requestLifetimeMs);
    response.set('Cache-Control', 'no-store').redirect(303, address);
  }

  async function finish(request: Request, response: Response): Promise<void> {
    const { settings, idp } = given();
    const { samlRequest, opened } = await guarded(async () => {
      const read = await readResponse(request, response, settings, await idp.current());
      if (settings.attributes.id !== null) await lookAgain(umlauf, read.claim.key);
      const label = deviceLabel(request.headers['user-agent']);
      const finished = await finishSignIn(umlauf, settings, {
        ...{ claim: read.claim, request: read.samlRequest, deviceLabel: label },
        language: languageOf(umlauf, request),
      });
      return { ...read, opened: finished };
    });
    keepSession(response, config, samlRequest.kind, opened);
    response.redirect(303, ownPath(samlRequest.returnTo));
  }

  /** The IdP asks us to end sessions, or answers that it has ended its own; an answer changes nothing here. */
  async function logout(request: Request, response: Response): Promise<void> {
    const { settings, idp } = given();
    if (request.query['SAMLRequest'] === undefined) {
      response.redirect(303, '/sign-in');
      return;
    }
    const provider = await idp.current();
    const asked = await guarded(async () => {
      const root = await readSignedRedirect(request.originalUrl, 'SAMLRequest', provider.certificates);
      const expected = { idp: provider.entityId, logoutUrl: config.baseUrl + logoutPath, now: clock.now() };
      const logoutRequest = checkLogoutRequest(root, expected);
      await endNamedSessions(umlauf, logoutRequest);
      return logoutRequest;
    });
    const { logoutResponseUrl } = provider;
    if (logoutResponseUrl === null) {
      response.redirect(303, '/sign-in');
      return;
    }
    const [requestId, relayState] = [`_${newId()}`, request.query['RelayState']];
    const cacheProvider = knowingOnly(requestId, clock.now());
    const exchange = { idp: { ...provider, logoutUrl: logoutResponseUrl }, requestId, cacheProvider };
    const library = new SAML(samlOptions(config, settings, exchange));
    const profile = { issuer: asked.issuer, nameID: asked.nameId, nameIDFormat: '', ID: asked.id };
    const relay = typeof relayState === 'string' ? relayState : '';
    response.redirect(303, await library.getLogoutResponseUrlAsync(profile, relay, {}, true));
  }

  return [
    { method: 'get', path: '/sign-in/saml', guard: 'anyone', handle: begin },
    { method: 'post', path: acsPath, guard: 'anyone', handle: finish },
    {
      method: 'get',
      path: '/sign-in/saml/metadata',
      guard: 'anyone',
      handle: (_request, response) => {
        response.type('application/samlmetadata+xml').send(spMetadata(config, given().settings));
      },
    },
    { method: 'get', path: logoutPath, guard: 'anyone', handle: logout },
  ];
}
