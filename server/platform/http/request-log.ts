import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';

// Letters and digits that cannot be mistaken for each other when said on the telephone.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As `4K7-2QD-91M`: people read it from the page to IT. */
function newRequestId(): string {
  const signs = [...randomBytes(9)].map((byte) => alphabet[byte % alphabet.length] ?? '2').join('');
  return `${signs.slice(0, 3)}-${signs.slice(3, 6)}-${signs.slice(6)}`;
}

const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

declare module 'http' {
  interface IncomingMessage {
    /** The number by which this request is found in the log. */
    id?: string;
  }
}

/**
 * One line per request, when it is over; the query string stays out of it, because it may hold names searched for. No
 * log of its own for each request: it would cost more than most requests do.
 */
export function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const id = newRequestId();
    request.id = id;
    response.setHeader('X-Request-Id', id);
    const { method, originalUrl } = request;
    const [path = ''] = originalUrl.split('?', 1);
    if (!quietPaths.has(path)) {
      const startedAt = performance.now();
      response.once('close', () => {
        const responseTime = Math.round(performance.now() - startedAt);
        const said = { req: { id, method, path }, res: { status: response.statusCode }, responseTime };
        log.info(said, response.writableFinished ? 'request completed' : 'request aborted');
      });
    }
    next();
  };
}
