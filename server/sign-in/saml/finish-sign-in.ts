import { enterBySaml } from '../../directory/enter-by-saml.ts';
import type { SamlSettings } from '../../saml-settings.ts';
import type { House } from '../../umlauf.ts';
import { openSessionIn, type OpenedSession } from '../open-session.ts';
import type { SamlClaim } from './check-assertion.ts';
import { demand } from './check-message.ts';
import { personOf } from './person-of-claim.ts';
import { insertSamlSession, spendMessage, takeRequest, type SamlRequest } from './saml-store.ts';

/** Longer than any message counts. */
const rememberMs = 3_600_000;

type Finish = { claim: SamlClaim; request: SamlRequest; deviceLabel: string; language: string };

/** One transaction: the assertion and the request are used up, the person is found or made, the session opened. */
export async function finishSignIn(
  house: House,
  settings: SamlSettings,
  { claim, request, deviceLabel, language }: Finish,
): Promise<OpenedSession> {
  const now = house.clock.now();
  const { issuer, nameId, sessionIndex } = claim;
  return house.transaction(async (tx) => {
    demand(await spendMessage(tx, issuer, claim.assertionId, now + rememberMs), 'a replay');
    demand(await takeRequest(tx, request.id), 'a request that was answered already');
    const entered = await enterBySaml(tx, house, personOf(claim, settings, language));
    const opened = await openSessionIn(tx, house, {
      personId: entered.personId,
      signedInHow: 'saml',
      kind: request.kind,
      deviceLabel,
      deviceSecret: null,
      sessionSecret: null,
      brought: { deviceHash: request.deviceHash, sessionHash: request.sessionHash },
      mustRenew: entered.mustRenew,
    });
    await insertSamlSession(tx, opened.sessionHash, { issuer, nameId, sessionIndex });
    return opened;
  });
}
