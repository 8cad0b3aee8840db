import { decodeBase64, demand, readMessage, SamlFault } from './check-message.ts';
import {
  assertion as assertionNamespace,
  attributeOf,
  childrenNamed,
  childrenOf,
  everyElement,
  protocol,
  signature,
  textOf,
} from './xml.ts';

export type Expected = {
  /** The id of the request that this very browser was sent to the IdP with. */
  requestId: string;
  idp: string;
  acsUrl: string;
  entityId: string;
  now: number;
};

/** Which signatures the response carries: each of them must hold, and one at least there must be. */
export type Signatures = { response: boolean; assertion: boolean };

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** Before the library: whatever can be refused without trusting anything. */
export function checkResponse(given: unknown, expected: Expected): Signatures {
  const { root } = readMessage(decodeBase64(given));
  demand(root.namespaceURI === protocol && root.localName === 'Response', 'not a response');
  demand(attributeOf(root, 'Version') === '2.0', 'not SAML 2.0');
  demand(attributeOf(root, 'InResponseTo') === expected.requestId, 'an answer to no request of this browser');
  const destination = attributeOf(root, 'Destination');
  if (destination !== null) demand(destination === expected.acsUrl, 'for another destination');
  checkIssuer(root, expected.idp, { mayBeMissing: true });
  checkStatus(root);
  const assertions = [...everyElement(root)].filter(
    ({ localName, namespaceURI }) =>
      localName === 'Assertion' ||
      (localName === 'EncryptedAssertion' && namespaceURI === assertionNamespace),
  );
  const [assertion] = childrenNamed(root, assertionNamespace, 'Assertion');
  demand(assertion !== undefined && assertions.length === 1, 'not one assertion, in the clear');
  if (!assertion) throw new SamlFault('no assertion');
  const isSigned = (element: Element): number => childrenNamed(element, signature, 'Signature').length;
  const all = [...everyElement(root)].filter(({ localName }) => localName === 'Signature').length;
  const [response, own] = [isSigned(root), isSigned(assertion)];
  demand(response <= 1 && own <= 1 && response + own === all && all > 0, 'not signed where it must be');
  if (response === 1) demand(destination !== null, 'signed without a destination');
  return { response: response === 1, assertion: own === 1 };
}

export function checkIssuer(message: Element, idp: string, { mayBeMissing = false } = {}): void {
  const issuers = childrenNamed(message, assertionNamespace, 'Issuer');
  const [issuer] = issuers;
  if (issuers.length === 0 && mayBeMissing) return;
  demand(issuer !== undefined && issuers.length === 1 && textOf(issuer) === idp, 'of another issuer');
}

function checkStatus(root: Element): void {
  const statuses = childrenNamed(root, protocol, 'Status');
  const codes = statuses.flatMap((status) =>
    childrenOf(status).filter(({ localName }) => localName === 'StatusCode'),
  );
  const [code] = codes;
  const isSuccess =
    statuses.length === 1 && codes.length === 1 && code && attributeOf(code, 'Value') === success;
  demand(isSuccess === true, 'without success');
}
