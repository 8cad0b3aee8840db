import type { RequestHandler } from 'express';
import type { Histogram } from 'prom-client';

/** By route, not by path: a path carries ids, and each would be a series of its own. */
export function measureRequests(histogram: Histogram<'method' | 'route' | 'status'>): RequestHandler {
  return (request, response, next) => {
    const stop = histogram.startTimer();
    response.on('finish', () => {
      const { path = 'other' } = (request.route ?? {}) as { path?: string };
      stop({ method: request.method, route: path, status: response.statusCode });
    });
    next();
  };
}
