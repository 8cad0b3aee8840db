import { X509Certificate } from 'node:crypto';
import { attributeOf, childrenNamed, childrenOf, metadata, parseXml, signature, textOf } from './xml.ts';

/** What the IdP says of itself. During a rollover it signs with one of several certificates. */
export type IdentityProvider = {
  entityId: string;
  signOnUrl: string;
  logoutUrl: string | null;
  logoutResponseUrl: string | null;
  /** In PEM. */
  certificates: string[];
};

const redirectBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const samlProtocol = 'urn:oasis:names:tc:SAML:2.0:protocol';

/** Reads the metadata of exactly one IdP; throws an Error that says what is wrong with them. */
export function readIdpMetadata(xml: string): IdentityProvider {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new Error('it has a DOCTYPE');
  const root = parseXml(xml);
  if (!root) throw new Error('it is not XML');
  const entities = root.localName === 'EntitiesDescriptor' ? childrenOf(root) : [root];
  const found = entities.flatMap((entity) =>
    childrenNamed(entity, metadata, 'IDPSSODescriptor')
      .filter((role) => (attributeOf(role, 'protocolSupportEnumeration') ?? '').includes(samlProtocol))
      .map((role) => ({ entity, role })),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`it describes ${found.length} identity providers, not one`);
  const entityId = attributeOf(only.entity, 'entityID');
  if (!entityId) throw new Error('it has no entityID');
  const [signOn] = endpoints(only.role, 'SingleSignOnService');
  if (!signOn) throw new Error('it has no sign-on address for HTTP-Redirect');
  const [logout] = endpoints(only.role, 'SingleLogoutService');
  const certificates = signingCertificates(only.role);
  if (certificates.length === 0) throw new Error('it has no signing certificate');
  return {
    entityId,
    signOnUrl: signOn.location,
    logoutUrl: logout?.location ?? null,
    logoutResponseUrl: logout?.responseLocation ?? logout?.location ?? null,
    certificates,
  };
}

function endpoints(role: Element, name: string): { location: string; responseLocation: string | null }[] {
  return childrenNamed(role, metadata, name)
    .filter((service) => attributeOf(service, 'Binding') === redirectBinding)
    .map((service) => ({
      location: webAddress(attributeOf(service, 'Location') ?? ''),
      responseLocation: attributeOf(service, 'ResponseLocation'),
    }));
}

function webAddress(address: string): string {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new Error('one of its addresses is none');
  return address;
}

function signingCertificates(role: Element): string[] {
  return childrenNamed(role, metadata, 'KeyDescriptor')
    .filter((key) => (attributeOf(key, 'use') ?? 'signing') === 'signing')
    .flatMap((key) => childrenNamed(key, signature, 'KeyInfo'))
    .flatMap((info) => childrenNamed(info, signature, 'X509Data'))
    .flatMap((data) => childrenNamed(data, signature, 'X509Certificate'))
    .map((certificate) => {
      const der = Buffer.from((textOf(certificate) ?? '').replace(/\s+/g, ''), 'base64');
      try {
        return new X509Certificate(der).toString();
      } catch {
        throw new Error('one of its certificates is none');
      }
    });
}
