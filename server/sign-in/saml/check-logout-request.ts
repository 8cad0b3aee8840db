import { clockSkewMs, demand, longestAgeMs, SamlFault } from './check-message.ts';
import { checkIssuer } from './check-response.ts';
import { assertion, attributeOf, childrenNamed, protocol, textOf } from './xml.ts';

export type LogoutRequest = { id: string; issuer: string; nameId: string; indexes: string[] };

type Expected = { idp: string; logoutUrl: string; now: number };

/** What the IdP asks to end, once its signature has been found to hold. */
export function checkLogoutRequest(root: Element, { idp, logoutUrl, now }: Expected): LogoutRequest {
  demand(root.namespaceURI === protocol && root.localName === 'LogoutRequest', 'not a logout request');
  demand(attributeOf(root, 'Version') === '2.0', 'not SAML 2.0');
  checkIssuer(root, idp);
  demand(attributeOf(root, 'Destination') === logoutUrl, 'for another destination');
  const issuedAt = Date.parse(attributeOf(root, 'IssueInstant') ?? '');
  demand(issuedAt <= now + clockSkewMs && issuedAt > now - longestAgeMs - clockSkewMs, 'of another time');
  const until = attributeOf(root, 'NotOnOrAfter');
  if (until !== null) demand(Date.parse(until) > now - clockSkewMs, 'not valid any more');
  const id = attributeOf(root, 'ID') ?? '';
  demand(/^[A-Za-z_][\w.-]{0,255}$/.test(id), 'without an id');
  const [nameId, ...more] = childrenNamed(root, assertion, 'NameID').map(textOf);
  if (!nameId || more.length > 0) throw new SamlFault('not one NameID');
  const indexes = childrenNamed(root, protocol, 'SessionIndex').map((index) => textOf(index) ?? '');
  return { id, issuer: idp, nameId, indexes };
}
