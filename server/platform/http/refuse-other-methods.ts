import type { RequestHandler } from 'express';
import { Refusal } from '../refusal.ts';
import type { Route } from './route.ts';

const pattern = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}/?$`);

/** After all routes: a path that exists with another method is 405 (RFC 9110 section 15.5.6), any other 404. */
export function refuseOtherMethods(routes: Route[]): RequestHandler {
  const table = routes.map(({ method, path }) => ({ method: method.toUpperCase(), pattern: pattern(path) }));
  return (request, response) => {
    const allowed = table.filter((route) => route.pattern.test(request.path)).map(({ method }) => method);
    if (allowed.length === 0) throw new Refusal('not-found');
    response.set('Allow', [...new Set(allowed)].join(', '));
    throw new Refusal('method-not-allowed');
  };
}
