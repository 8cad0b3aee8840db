import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { isIP } from 'node:net';
import { Refusal } from '../platform/refusal.ts';
import type { UmlaufRoute } from '../sign-in/guards.ts';
import type { Umlauf } from '../umlauf.ts';

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && isIP(address) !== 0 && /^(127\.|::1$|::ffff:127\.)/.test(address);

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

function mayReadMetrics(request: Request, token: string | null): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token ?? ''}`);
  if (token !== null && given.length === expected.length && timingSafeEqual(given, expected)) return true;
  const isForwarded = forwardingHeaders.some((name) => request.headers[name] !== undefined);
  return isLoopback(request.socket.remoteAddress) && !isForwarded;
}

/** For whoever runs the portal. `isDraining`: the process has been told to stop. */
export function administrationRoutes(umlauf: Umlauf, isDraining: () => boolean): UmlaufRoute[] {
  return [
    {
      method: 'get',
      path: '/healthz',
      guard: 'anyone',
      handle: (_request, response) => {
        response.json({ status: 'ok' });
      },
    },
    {
      method: 'get',
      path: '/readyz',
      guard: 'anyone',
      handle: async (_request, response) => {
        const failing = isDraining()
          ? 'stopping'
          : await umlauf.db.raw('select 1').then(
              () => null,
              () => 'database',
            );
        response
          .status(failing === null ? 200 : 503)
          .json(failing === null ? { status: 'ok' } : { status: 'unready', failing });
      },
    },
    {
      method: 'get',
      path: '/metrics',
      guard: 'anyone',
      handle: async (request, response) => {
        if (!mayReadMetrics(request, umlauf.config.metricsToken)) throw new Refusal('not-found');
        const { registry } = umlauf.metrics;
        response.type(registry.contentType).send(await registry.metrics());
      },
    },
  ];
}
