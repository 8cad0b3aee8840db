import assert from 'node:assert/strict';
import { send, type Answer } from './visitor.ts';
import type { World } from './world.ts';

export const scimToken = 'a-token-of-the-house-for-its-idp-0123456789';
export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** The demo organisation, for somebody who can sign in, and an IdP beside it. */
export const scimSettings = { DEMO: '1', SCIM_TOKEN: scimToken, LDAP_MAX_DROP_PERCENT: '100' };

export type Resource = Record<string, unknown> & { id: string };
export type ScimList = {
  totalResults: number;
  startIndex: number;
  itemsPerPage: number;
  Resources: Resource[];
};

/** An IdP that pushes people and groups, as a program beside Umlauf. */
export function provisioner({ baseUrl }: Pick<World, 'baseUrl'>, token: string | null = scimToken) {
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    send(`${baseUrl}/scim/v2${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const patch = (path: string, ...operations: object[]) =>
    ask('PATCH', path, { schemas: [patchUrn], Operations: operations });
  const granted = async (status: number, answer: Promise<Answer>): Promise<Resource> => {
    const { status: found, text, json, headers } = await answer;
    assert.equal(found, status, text);
    if (status !== 204) assert.match(headers.get('content-type') ?? '', /^application\/scim\+json/);
    return json as Resource;
  };
  const find = async (kind: 'Users' | 'Groups', filter: string): Promise<ScimList> =>
    (await granted(200, ask('GET', `/${kind}?filter=${encodeURIComponent(filter)}`))) as unknown as ScimList;
  return {
    ...{ ask, patch, granted, find },
    createUser: (userName: string, given: object = {}) =>
      granted(201, ask('POST', '/Users', { schemas: [userUrn], userName, active: true, ...given })),
    createGroup: (displayName: string, members: string[] = [], given: object = {}) =>
      granted(
        201,
        ask('POST', '/Groups', {
          ...{ schemas: [groupUrn], displayName, ...given },
          members: members.map((value) => ({ value })),
        }),
      ),
  };
}

/** A refusal as RFC 7644 section 3.12 wants it. */
export function assertScimError(answer: Answer, status: number, scimType?: string): void {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/scim\+json/);
  const error = answer.json as Record<string, unknown>;
  assert.deepEqual(
    [error['schemas'], error['status'], error['scimType']],
    [['urn:ietf:params:scim:api:messages:2.0:Error'], String(status), scimType],
    answer.text,
  );
  assert.ok(String(error['detail']).length > 5);
  assert.doesNotMatch(answer.text, /refusals:|\{\{|node_modules|SQLITE|select .+ from/i);
}
