import assert from 'node:assert/strict';

export type Answer = { status: number; headers: Headers; text: string; json: unknown };

export type Visitor = {
  login: string;
  cookie: string;
  csrfToken: string;
  personId: string;
  /** A page, as a browser asks for it; redirects are not followed. */
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** A form, with the CSRF token unless it is given. */
  post: (
    path: string,
    fields?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** A call of the JSON interface below /api/v1, with the CSRF token. */
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
};

export async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? (JSON.parse(text) as unknown) : null,
  };
}

const formOf = (fields: Record<string, string | string[]>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((item): [string, string] => [name, item]),
    ),
  );

/** Signs in, by choice or with a password of the directory, and answers a client that keeps the cookies. */
export async function signIn(
  baseUrl: string,
  login: string,
  options: { shared?: boolean; cookie?: string; password?: string } = {},
): Promise<Visitor> {
  const { password } = options;
  const fields = {
    ...{ login, ...(options.shared === true ? { shared: '1' } : {}) },
    ...(password === undefined ? {} : { password }),
  };
  const headers = options.cookie === undefined ? {} : { cookie: options.cookie };
  const answer = await send(`${baseUrl}/sign-in`, { method: 'POST', body: formOf(fields), headers });
  assert.equal(answer.status, 303, `sign-in as ${login}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
  const me = await send(`${baseUrl}/api/v1/me`, { headers: { cookie } });
  const { csrfToken, person } = me.json as { csrfToken: string; person: { id: string } };
  return {
    ...{ login, cookie, csrfToken, personId: person.id },
    get: (path, extra) => send(baseUrl + path, { headers: { cookie, accept: 'text/html', ...extra } }),
    post: (path, given = {}, extra) =>
      send(baseUrl + path, {
        method: 'POST',
        headers: { cookie, ...extra },
        body: formOf({ _csrf: csrfToken, ...given }),
      }),
    call: (method, path, body, extra) =>
      send(`${baseUrl}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          'x-csrf-token': csrfToken,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...extra,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
