import type { IncomingMessage } from 'node:http';

/**
 * Does the request come from a page of ours? A browser sends `Sec-Fetch-Site` or `Origin` with whatever a
 * foreign page makes it send; a client that sends neither is no browser and carries no one's cookies.
 */
export function createOriginCheck(baseUrl: string): (request: IncomingMessage) => boolean {
  const own = new URL(baseUrl).host;
  return (request) => {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    const from = URL.canParse(origin) ? new URL(origin).host : null;
    return from !== null && (from === own || from === host);
  };
}
