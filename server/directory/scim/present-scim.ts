import type { Response } from 'express';
import type { KeptGroup } from './scim-group-queries.ts';
import type { Member } from './scim-member-queries.ts';
import type { KeptPerson } from './scim-person-queries.ts';
import { enterpriseUrn, groupUrn, listUrn, userUrn } from './scim-urns.ts';

export const scimPath = '/scim/v2';

type Json = Record<string, unknown>;
type Dated = { id: string; createdAt: number; changedAt: number };

const given = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

const metaOf = (baseUrl: string, resourceType: 'User' | 'Group', { id, createdAt, changedAt }: Dated) => ({
  resourceType,
  created: new Date(createdAt).toISOString(),
  lastModified: new Date(changedAt).toISOString(),
  location: locationOf(baseUrl, resourceType, id),
});

export const locationOf = (baseUrl: string, type: 'User' | 'Group', id: string): string =>
  `${baseUrl}${scimPath}/${type}s/${id}`;

export function presentUser(baseUrl: string, kept: KeptPerson): Json {
  const { userName, externalId, displayName, preferredLanguage, mail, department, active } = kept.person;
  const { formattedName: formatted, familyName, givenName } = kept.person;
  const name = given({ formatted, familyName, givenName });
  return given({
    schemas: department === null ? [userUrn] : [userUrn, enterpriseUrn],
    ...{ id: kept.id, externalId, userName, displayName, preferredLanguage, active },
    name: Object.keys(name).length === 0 ? null : name,
    emails: mail === null ? null : [{ value: mail, type: 'work', primary: true }],
    [enterpriseUrn]: department === null ? null : { department },
    meta: metaOf(baseUrl, 'User', kept),
  });
}

/** `members` null: they are not asked for. */
export function presentGroup(baseUrl: string, kept: KeptGroup, members: Member[] | null): Json {
  const { displayName, externalId } = kept.group;
  return given({
    schemas: [groupUrn],
    ...{ id: kept.id, externalId, displayName },
    members:
      members?.map(({ id, name, type }) => ({
        ...{ value: id, display: name, type },
        $ref: locationOf(baseUrl, type, id),
      })) ?? null,
    meta: metaOf(baseUrl, 'Group', kept),
  });
}

export const presentList = (resources: object[], total: number, startIndex = 1): Json => ({
  schemas: [listUrn],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** RFC 7644 section 3.1. */
export function sendScim(response: Response, status: number, body: object): void {
  response.status(status).type('application/scim+json').send(JSON.stringify(body));
}
