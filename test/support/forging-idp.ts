import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignedXml } from 'xml-crypto';

export const forgedIdp = 'https://idp.forged.example/idp';
export const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const sha2 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const digest = 'http://www.w3.org/2001/04/xmlenc#sha256';
const run = promisify(execFile);

export type KeyPair = { key: string; certificate: string };

export async function makeKeyPair(name: string): Promise<KeyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-forging-'));
  const line = `req -x509 -newkey rsa:2048 -nodes -days 30 -keyout key.pem -out cert.pem -subj /CN=${name}`;
  await run('openssl', line.split(' '), { cwd: folder });
  const [key, certificate] = await Promise.all(
    ['key.pem', 'cert.pem'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  await rm(folder, { recursive: true });
  return { key: key ?? '', certificate: certificate ?? '' };
}

export function idpMetadata(certificates: string[]): string {
  const keys = certificates.map(
    (
      certificate,
    ) => `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<ds:X509Data><ds:X509Certificate>${certificate.replace(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data>
</ds:KeyInfo></md:KeyDescriptor>`,
  );
  return `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${forgedIdp}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}
<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${forgedIdp}/slo"/>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${forgedIdp}/sso"/>
</md:IDPSSODescriptor></md:EntityDescriptor>`;
}

/** Everything that a response says; a test bends one thing of it. */
export type Words = ReturnType<typeof genuineWords>;

export function genuineWords(baseUrl: string, requestId: string) {
  const at = (seconds: number): string =>
    new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  const acs = `${baseUrl}/sign-in/saml/callback`;
  const id = (): string => `_${randomBytes(16).toString('hex')}`;
  return {
    ...{ responseId: id(), assertionId: id(), version: '2.0', issueInstant: at(0), responseInstant: at(0) },
    ...{ inResponseTo: requestId as string | null, confirmedFor: requestId as string | null },
    destination: acs as string | null,
    recipient: acs as string | null,
    responseIssuer: forgedIdp as string | null,
    issuer: forgedIdp as string | null,
    status: '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>',
    nameId: `<saml:NameID Format="${persistent}">ben-for-ever</saml:NameID>`,
    method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
    confirmedUntil: at(120) as string | null,
    notBefore: at(-5),
    notOnOrAfter: at(120) as string | null,
    audiences: `<saml:AudienceRestriction><saml:Audience>${baseUrl}/sign-in/saml/metadata</saml:Audience></saml:AudienceRestriction>`,
    sessionIndex: id(),
    sessionUntil: '',
    attributes:
      attribute('uid', 'ben') + attribute('displayName', 'Ben Yılmaz') + attribute('groups', 'Frühschicht'),
    more: '',
    at,
  };
}

export const attribute = (name: string, ...values: string[]): string =>
  `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`;

const given = (name: string, value: string | null): string => (value === null ? '' : ` ${name}="${value}"`);
const element = (name: string, value: string | null): string =>
  value === null ? '' : `<${name}>${value}</${name}>`;

export function assertionOf(words: Words): string {
  const data = `Recipient InResponseTo NotOnOrAfter`.split(' ');
  const facts = [words.recipient, words.confirmedFor, words.confirmedUntil];
  const confirmed = data.map((name, index) => given(name, facts[index] ?? null)).join('');
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${words.assertionId}" Version="${words.version}" IssueInstant="${words.issueInstant}">${element('saml:Issuer', words.issuer)}<saml:Subject>${words.nameId}<saml:SubjectConfirmation Method="${words.method}"><saml:SubjectConfirmationData${confirmed}/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${words.notBefore}"${given('NotOnOrAfter', words.notOnOrAfter)}>${words.audiences}</saml:Conditions><saml:AuthnStatement AuthnInstant="${words.issueInstant}" SessionIndex="${words.sessionIndex}"${words.sessionUntil}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${words.attributes}</saml:AttributeStatement></saml:Assertion>`;
}

export const responseOf = (words: Words, assertion: string): string =>
  `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${words.responseId}" Version="2.0" IssueInstant="${words.responseInstant}"${given('Destination', words.destination)}${given('InResponseTo', words.inResponseTo)}>${element('saml:Issuer', words.responseIssuer)}<samlp:Status>${words.status}</samlp:Status>${assertion}${words.more}</samlp:Response>`;

type Algorithms = { signature?: string; digest?: string };

/** An enveloped signature over the element of this name, after its issuer. */
export function sign(
  xml: string,
  name: 'Assertion' | 'Response',
  pair: KeyPair,
  algorithms: Algorithms = {},
): string {
  const signer = new SignedXml({
    privateKey: pair.key,
    publicCert: pair.certificate,
    signatureAlgorithm: algorithms.signature ?? sha2,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  const path = `//*[local-name(.)='${name}']`;
  signer.addReference({
    xpath: path,
    digestAlgorithm: algorithms.digest ?? digest,
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  });
  const issuer = `${path}/*[local-name(.)='Issuer']`;
  const hasIssuer = new RegExp(`<(saml|samlp):${name}[^>]*><saml:Issuer`).test(xml);
  signer.computeSignature(xml, {
    location: hasIssuer ? { reference: issuer, action: 'after' } : { reference: path, action: 'prepend' },
  });
  return signer.getSignedXml();
}
