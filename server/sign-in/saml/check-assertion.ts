import type { SamlSettings } from '../../saml-settings.ts';
import { clockSkewMs, demand, longestAgeMs, SamlFault } from './check-message.ts';
import { checkIssuer, type Expected } from './check-response.ts';
import { readAttributes } from './read-attributes.ts';
import { assertion as namespace, attributeOf, childrenNamed, parseXml, textOf } from './xml.ts';

/** Who the IdP says this is. `key` never changes there, and never comes to mean another person. */
export type SamlClaim = {
  assertionId: string;
  issuer: string;
  key: string;
  nameId: NameId;
  sessionIndex: string | null;
  attributes: Map<string, string[]>;
};

export type NameId = {
  value: string;
  format: string | null;
  nameQualifier: string | null;
  spNameQualifier: string | null;
};

export const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const longestKey = 1024;

/** After the library: the assertion as it was signed, and all that the library does not look at. */
export function checkAssertion(signedXml: string, expected: Expected, settings: SamlSettings): SamlClaim {
  const root = parseXml(signedXml);
  if (root?.localName !== 'Assertion' || root.namespaceURI !== namespace) throw new SamlFault('no assertion');
  checkIssuer(root, expected.idp);
  demand(attributeOf(root, 'Version') === '2.0', 'not SAML 2.0');
  const assertionId = attributeOf(root, 'ID') ?? '';
  demand(assertionId !== '' && assertionId.length <= longestKey, 'without an id');
  const issuedAt = instantOf(root, 'IssueInstant');
  demand(issuedAt <= expected.now + clockSkewMs, 'from the future');
  demand(issuedAt > expected.now - longestAgeMs - clockSkewMs, 'too old');
  const subject = onlyChild(root, 'Subject');
  checkConfirmation(subject, expected);
  checkConditions(onlyChild(root, 'Conditions'), expected);
  const nameId = readNameId(subject, settings.attributes.id !== null);
  const attributes = readAttributes(root);
  return {
    ...{ assertionId, issuer: expected.idp, nameId, attributes },
    key: settings.attributes.id === null ? nameId.value : immutable(attributes, settings.attributes.id),
    sessionIndex: readSessionIndex(root, expected.now),
  };
}

function onlyChild(parent: Element, name: string): Element {
  const [only, ...more] = childrenNamed(parent, namespace, name);
  if (!only || more.length > 0) throw new SamlFault(`not one ${name}`);
  return only;
}

function instantOf(element: Element, name: string): number {
  const written = attributeOf(element, name) ?? '';
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(written) ? Date.parse(written) : NaN;
  if (Number.isNaN(at)) throw new SamlFault(`no ${name}`);
  return at;
}

function checkConfirmation(subject: Element, { acsUrl, requestId, now }: Expected): void {
  const confirmation = onlyChild(subject, 'SubjectConfirmation');
  demand(attributeOf(confirmation, 'Method') === bearer, 'not confirmed by its bearer');
  const data = onlyChild(confirmation, 'SubjectConfirmationData');
  demand(attributeOf(data, 'Recipient') === acsUrl, 'for another recipient');
  demand(attributeOf(data, 'InResponseTo') === requestId, 'confirmed for another request');
  demand(attributeOf(data, 'NotBefore') === null, 'a bearer confirmation with NotBefore');
  demand(instantOf(data, 'NotOnOrAfter') > now - clockSkewMs, 'confirmed until before now');
}

function checkConditions(conditions: Element, { entityId, now }: Expected): void {
  demand(instantOf(conditions, 'NotOnOrAfter') > now - clockSkewMs, 'not valid any more');
  if (attributeOf(conditions, 'NotBefore') !== null)
    demand(instantOf(conditions, 'NotBefore') <= now + clockSkewMs, 'not valid yet');
  const restrictions = childrenNamed(conditions, namespace, 'AudienceRestriction');
  const areForUs = restrictions.every((restriction) =>
    childrenNamed(restriction, namespace, 'Audience').some((audience) => textOf(audience) === entityId),
  );
  demand(restrictions.length > 0 && areForUs, 'for another audience');
}

function readNameId(subject: Element, isKeyElsewhere: boolean): NameId {
  const element = onlyChild(subject, 'NameID');
  const value = textOf(element) ?? '';
  demand(value.trim() !== '' && value.length <= longestKey, 'without a NameID');
  const format = attributeOf(element, 'Format');
  demand(isKeyElsewhere || format === persistent, 'a NameID that does not last');
  const [nameQualifier, spNameQualifier] = ['NameQualifier', 'SPNameQualifier'].map((name) =>
    attributeOf(element, name),
  );
  return { value, format, nameQualifier: nameQualifier ?? null, spNameQualifier: spNameQualifier ?? null };
}

function immutable(attributes: Map<string, string[]>, name: string): string {
  const [value, ...more] = attributes.get(name) ?? [];
  if (!value || value.trim() === '' || more.length > 0 || value.length > longestKey)
    throw new SamlFault('not one immutable attribute');
  return value;
}

function readSessionIndex(root: Element, now: number): string | null {
  const statement = onlyChild(root, 'AuthnStatement');
  if (attributeOf(statement, 'SessionNotOnOrAfter') !== null)
    demand(instantOf(statement, 'SessionNotOnOrAfter') > now - clockSkewMs, 'a session that is over');
  return attributeOf(statement, 'SessionIndex');
}
