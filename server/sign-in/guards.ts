import type { Request, RequestHandler } from 'express';
import { Refusal } from '../platform/refusal.ts';
import type { Route } from '../platform/http/route.ts';
import { mayPublish, type Actor } from './actor.ts';

type Guard = 'anyone' | 'signed-in' | 'session' | 'publisher' | 'admin' | 'provisioner';

/** The actor of a request behind a guard that wants one. */
export function actorOf(request: Request): Actor {
  if (!request.actor) throw new Refusal('signed-out');
  return request.actor;
}

const allow =
  (isAllowed: (actor: Actor) => boolean, reason: string): RequestHandler =>
  (request, _response, next) => {
    if (!isAllowed(actorOf(request))) throw new Refusal('forbidden', reason);
    next();
  };

export const guards: Record<Guard, RequestHandler> = {
  anyone: (_request, _response, next) => {
    next();
  },
  'signed-in': allow(() => true, 'forbidden'),
  /** Signed in by a person at a browser: what a token must never do. */
  session: allow((actor) => actor.session !== null, 'session-needed'),
  /** To whom, each action asks for itself. */
  publisher: allow(mayPublish, 'publisher-needed'),
  /** Never by a token: it would outlive what its owner sees happen. */
  admin: allow((actor) => actor.roles.admin && actor.session !== null, 'admin-needed'),
  /** The company's IdP, which no person can stand in for. */
  provisioner: (request, _response, next) => {
    if (request.isProvisioner !== true) throw new Refusal('signed-out');
    next();
  },
};

export type UmlaufRoute = Route<Guard>;
