import type { Config } from '../../config.ts';
import type { SamlSettings } from '../../saml-settings.ts';
import { persistent } from './check-assertion.ts';
import { acsPath, logoutPath } from './saml-options.ts';
import { escapeXml, metadata, protocol } from './xml.ts';

const binding = (name: string): string => `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${name}`;

/** What the IdP must know of us. The library would offer a logout by POST alone, which it then cannot take. */
export function spMetadata({ baseUrl }: Config, { entityId, attributes }: SamlSettings): string {
  const nameIdFormat = attributes.id === null ? `\n    <md:NameIDFormat>${persistent}</md:NameIDFormat>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="${metadata}" entityID="${escapeXml(entityId)}">
  <md:SPSSODescriptor protocolSupportEnumeration="${protocol}" AuthnRequestsSigned="false" WantAssertionsSigned="true">
    <md:SingleLogoutService Binding="${binding('Redirect')}" Location="${escapeXml(baseUrl + logoutPath)}"/>${nameIdFormat}
    <md:AssertionConsumerService Binding="${binding('POST')}" Location="${escapeXml(baseUrl + acsPath)}" index="0" isDefault="true"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`;
}
