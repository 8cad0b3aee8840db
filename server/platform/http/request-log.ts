import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { Log } from '../log.ts';

// Letters and digits that cannot be mistaken for each other when said on the telephone.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As `4K7-2QD-91M`: people read it from the page to IT. */
function newRequestId(): string {
  const signs = [...randomBytes(9)].map((byte) => alphabet[byte % alphabet.length] ?? '2').join('');
  return `${signs.slice(0, 3)}-${signs.slice(3, 6)}-${signs.slice(6)}`;
}

const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

/** One line per request; the query string stays out of it, because it may hold names searched for. */
export function requestLog(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_request, response) => {
      const requestId = newRequestId();
      response.setHeader('X-Request-Id', requestId);
      return requestId;
    },
    autoLogging: { ignore: (request) => quietPaths.has(request.url) },
    customLogLevel: () => 'info',
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split('?')[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}
