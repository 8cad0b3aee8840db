import { isIP } from 'node:net';
import { readGivenFile } from './given-file.ts';
import { SettingFault } from './setting-fault.ts';
import type { Settings } from './settings.ts';
import { defaultAttributes } from './sign-in/saml/attribute-names.ts';
import { readIdpMetadata } from './sign-in/saml/idp-metadata.ts';

export type SamlSettings = {
  /** A file, or a URL that is asked again from time to time. */
  metadata: { file: string } | { url: string };
  entityId: string;
  attributes: { login: string[]; mail: string[]; name: string[]; groups: string[]; id: string | null };
  /** Besides SAML a directory service, read or pushed, says who is here. */
  hasDirectoryService: boolean;
};

const metadataPath = '/sign-in/saml/metadata';

/** null: no SAML. A half-made setting is a SettingFault. */
export function readSaml(given: Settings, baseUrl: string): SamlSettings | null {
  const { SAML_IDP_METADATA: location } = given;
  if (location === undefined) {
    const half = Object.keys(given).find((name) => name.startsWith('SAML_'));
    if (half) throw new SettingFault(`SAML_IDP_METADATA is missing, without which ${half} has no use.`);
    return null;
  }
  const metadata = /^https?:\/\//i.test(location) ? { url: trustworthy(location) } : { file: location };
  if ('file' in metadata) checkIdpMetadata(readGivenFile('SAML_IDP_METADATA', metadata.file));
  const named = (name: string | undefined, defaults: string[]): string[] =>
    name === undefined ? defaults : [name];
  return {
    metadata,
    entityId: given.SAML_ENTITY_ID ?? baseUrl + metadataPath,
    attributes: {
      login: named(given.SAML_ATTRIBUTE_LOGIN, defaultAttributes.login),
      mail: named(given.SAML_ATTRIBUTE_MAIL, defaultAttributes.mail),
      name: named(given.SAML_ATTRIBUTE_NAME, defaultAttributes.name),
      groups: named(given.SAML_ATTRIBUTE_GROUPS, defaultAttributes.groups),
      id: given.SAML_ATTRIBUTE_ID ?? null,
    },
    hasDirectoryService: given.LDAP_URL !== undefined || given.SCIM_TOKEN !== undefined,
  };
}

/** Throws a SettingFault for metadata with which nobody could sign in. */
export function checkIdpMetadata(xml: string): void {
  try {
    readIdpMetadata(xml);
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    throw new SettingFault(`SAML_IDP_METADATA cannot be used: ${trouble}.`);
  }
}

/** Whoever can change the metadata on its way can sign in as anybody. */
function trustworthy(location: string): string {
  const url = URL.canParse(location) ? new URL(location) : null;
  const isHere = url !== null && (url.hostname === 'localhost' || isLoopback(url.hostname));
  if (!url || (url.protocol !== 'https:' && !isHere))
    throw new SettingFault('SAML_IDP_METADATA cannot be used: its address must begin with https://.');
  return url.href;
}

const isLoopback = (host: string): boolean =>
  (isIP(host) === 4 && host.startsWith('127.')) || host === '[::1]';
