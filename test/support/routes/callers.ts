import { createToken } from '../../../server/sign-in/create-token.ts';
import type { TokenScope } from '../../../server/sign-in/actor.ts';
import { send, type Answer, type Visitor } from '../visitor.ts';
import type { World } from '../world.ts';

export type CallerName =
  | 'nobody'
  | 'ben'
  | 'clara'
  | 'anna'
  | 'wojcik'
  | 'deniz'
  | 'esther'
  | 'ben:read'
  | 'ben:write'
  | 'anna:write';

export type Request = {
  method: string;
  path: string;
  form?: Record<string, string | string[]>;
  json?: unknown;
  headers?: Record<string, string>;
};

/** Somebody who asks: the headers that sign in, and the token that a form of theirs carries. */
export type Caller = {
  name: CallerName;
  login: string;
  personId: string;
  headers: Record<string, string>;
  csrfToken: string | null;
};

export const logins = {
  ben: 'ben',
  clara: 'clara',
  anna: 'anna',
  wojcik: 'm.wojcik',
  deniz: 'deniz',
  esther: 'esther',
};

const bySession = (name: CallerName, { login, personId, cookie, csrfToken }: Visitor): Caller => ({
  ...{ name, login, personId, csrfToken },
  headers: { cookie },
});

export async function openCaller(world: World, name: CallerName): Promise<Caller> {
  const [who = '', scope] = name.split(':');
  const login = logins[who as keyof typeof logins] as string | undefined;
  if (login === undefined) return { name, login: 'ben', personId: '', headers: {}, csrfToken: null };
  const visitor = await world.signIn(login);
  if (scope === undefined) return bySession(name, visitor);
  const { personId } = visitor;
  const token = await createToken(world.umlauf, null, { personId, name, scope: scope as TokenScope });
  return { name, login, personId, headers: { authorization: `Bearer ${token.secret}` }, csrfToken: null };
}

export function bodyOf({ form, json }: Request, csrfToken: string | null): BodyInit | null {
  if (json !== undefined) return JSON.stringify(json);
  if (form === undefined) return null;
  const fields = Object.entries({ ...(csrfToken === null ? {} : { _csrf: csrfToken }), ...form });
  return new URLSearchParams(
    fields.flatMap(([name, value]) => [value].flat().map((item): [string, string] => [name, item])),
  );
}

/** Sends it as this caller's own program would: with the CSRF token in its form or its header. */
export function ask(baseUrl: string, caller: Caller, request: Request): Promise<Answer> {
  const { csrfToken } = caller;
  const isChange = request.method !== 'GET';
  return send(baseUrl + request.path, {
    method: request.method,
    headers: {
      ...caller.headers,
      ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(isChange && request.form === undefined && csrfToken !== null ? { 'x-csrf-token': csrfToken } : {}),
      ...request.headers,
    },
    body: isChange ? bodyOf(request, csrfToken) : null,
  });
}
