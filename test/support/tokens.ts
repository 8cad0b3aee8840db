import assert from 'node:assert/strict';
import { send, type Visitor } from './visitor.ts';
import type { World } from './world.ts';

/** Makes a token as its owner does: by the form under Me, which shows the secret once. */
export async function makeToken(
  owner: Visitor,
  name: string,
  scope: 'read' | 'write',
): Promise<{ secret: string; id: string }> {
  const { status, text } = await owner.post('/me/tokens', { name, scope });
  assert.equal(status, 200, text);
  const secret = /umlauf_[A-Za-z0-9_-]{43}/.exec(text)?.[0];
  const id = /\/me\/tokens\/([0-9a-f]{32})\/revocation/.exec(text)?.[1];
  assert.ok(secret !== undefined && id !== undefined, 'the page shows the new token');
  return { secret, id };
}

/** A program that signs in with a token: no cookie, no CSRF token. */
export function bearer({ baseUrl }: World, secret: string): Pick<Visitor, 'call' | 'get' | 'post'> {
  const authorization = `Bearer ${secret}`;
  return {
    get: (path) => send(baseUrl + path, { headers: { authorization } }),
    post: (path, fields = {}) =>
      send(baseUrl + path, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams(fields as Record<string, string>),
      }),
    call: (method, path, body, extra) =>
      send(`${baseUrl}/api/v1${path}`, {
        method,
        headers: {
          authorization,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...extra,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
