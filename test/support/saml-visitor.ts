import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { send, type Answer } from './visitor.ts';

/** A browser on its way to the IdP: the request that it carries, and what it needs to come back. */
export type Journey = { requestId: string; relayState: string; cookie: string; request: string };

const cookiesOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');

export async function setOut(baseUrl: string, query = '', cookie = ''): Promise<Journey> {
  const answer = await send(`${baseUrl}/sign-in/saml${query}`, { headers: { cookie } });
  assert.equal(answer.status, 303);
  const address = new URL(answer.headers.get('location') ?? '');
  const packed = Buffer.from(address.searchParams.get('SAMLRequest') ?? '', 'base64');
  const request = inflateRawSync(packed).toString('utf8');
  return {
    requestId: /ID="([^"]+)"/.exec(request)?.[1] ?? '',
    relayState: address.searchParams.get('RelayState') ?? '',
    cookie: cookiesOf(answer),
    request,
  };
}

/** As the IdP's page sends it: from another site. */
export function comeBack(
  baseUrl: string,
  { relayState, cookie }: Pick<Journey, 'relayState' | 'cookie'>,
  response: string | Buffer,
): Promise<Answer> {
  return send(`${baseUrl}/sign-in/saml/callback`, {
    method: 'POST',
    headers: { cookie, origin: 'https://idp.forged.example', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({
      SAMLResponse: Buffer.from(response).toString('base64'),
      RelayState: relayState,
    }),
  });
}

export const sessionOf = (answer: Answer): string => cookiesOf(answer);
