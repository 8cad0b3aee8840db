import SCIMMY from 'scimmy';
import { mostResults } from './read-list-query.ts';
import { schemaDefinitions } from './user-schema.ts';

const { ResourceType, ServiceProviderConfig } = SCIMMY.Schemas;
const { Group, User } = SCIMMY.Resources;

type Described = { id: string };

/** As plain JSON: the library's own objects show themselves only when they are written. */
const plain = (described: object): Described => JSON.parse(JSON.stringify(described)) as Described;

export const describeSchemas = (base: string): Described[] =>
  schemaDefinitions.map((definition) => plain(definition.describe(`${base}/Schemas`)));

export const describeResourceTypes = (base: string): Described[] =>
  [User, Group].map((type) => plain(new ResourceType(type.describe(), `${base}/ResourceTypes`)));

/** RFC 7643 section 5. */
export const describeService = (base: string): object =>
  plain(
    new ServiceProviderConfig(
      {
        patch: { supported: true },
        bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
        filter: { supported: true, maxResults: mostResults },
        changePassword: { supported: false },
        sort: { supported: false },
        etag: { supported: false },
        authenticationSchemes: [
          {
            ...{ type: 'oauthbearertoken', name: 'Bearer token' },
            description: 'The token that is set as SCIM_TOKEN',
            specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
          },
        ],
      },
      `${base}/ServiceProviderConfig`,
    ),
  );
