import SCIMMY from 'scimmy';
import { Refusal } from '../../platform/refusal.ts';
import { enterpriseUrn } from './scim-urns.ts';

const { EnterpriseUser, Group, User } = SCIMMY.Schemas;

const keptOfUser = ['userName', 'externalId', 'displayName', 'name', 'emails', 'active', 'preferredLanguage'];
const keptOfEnterprise = ['department'];
const keptOfName = ['formatted', 'familyName', 'givenName'];
const notKeptOfName = ['middleName', 'honorificPrefix', 'honorificSuffix'];

const standard = new Set(User.definition.attributes.map(({ name }) => name.toLowerCase()));

// What the schemas promise is what is kept.
const common = ['schemas', 'id', 'externalId', 'meta'];
const without = (definition: { attributes: { name: string }[] }, kept: string[]): string[] =>
  definition.attributes.map(({ name }) => name).filter((name) => ![...common, ...kept].includes(name));
User.definition.truncate(...without(User.definition, keptOfUser));
EnterpriseUser.definition.truncate(...without(EnterpriseUser.definition, keptOfEnterprise));
for (const name of notKeptOfName) User.definition.truncate(`name.${name}`);
User.definition.extend(EnterpriseUser.definition);

/** The schemas of RFC 7643 section 7, cut down to what is kept. */
export const schemaDefinitions = [User.definition, EnterpriseUser.definition, Group.definition];

const named = (names: string[], name: string): string | undefined =>
  names.find((own) => own.toLowerCase() === name.toLowerCase());

/** The name of an attribute as it is kept, whatever its case; null: it is not kept. */
export const keptName = (name: string): string | null => named([...keptOfUser, enterpriseUrn], name) ?? null;

/** The same for the parts of `name`, and of the enterprise extension. */
export const keptPart = (attribute: string, part: string): string | null =>
  named(attribute === 'name' ? keptOfName : keptOfEnterprise, part) ?? null;

/** Known to the standard or of an extension: what is not kept of it is passed over, anything else is refused. */
export const isStandard = (name: string): boolean => standard.has(name.toLowerCase()) || /^urn:/i.test(name);

/** A User with every attribute of the type that its schema says. */
export function coerceUser(resource: object): object {
  try {
    return new User(resource, 'in');
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error);
    throw new Refusal('malformed', 'scim-value', { params: { trouble } });
  }
}
