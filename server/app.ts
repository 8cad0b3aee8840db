import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import {
  readForm,
  readJson,
  readLargeForm,
  readLargeJson,
  requireAnyJson,
  requireJson,
} from './platform/http/bodies.ts';
import { keepNothing } from './platform/http/keep-nothing.ts';
import { measureRequests } from './platform/http/measure-requests.ts';
import { requestLog } from './platform/http/request-log.ts';
import { mount } from './platform/http/route.ts';
import { refuseOtherMethods } from './platform/http/refuse-other-methods.ts';
import { securityHeaders } from './platform/http/security-headers.ts';
import { serveAssets } from './platform/http/serve-assets.ts';
import { scimPath } from './directory/scim/present-scim.ts';
import { projectRoot } from './platform/project-root.ts';
import { createViewEngine } from './platform/views/view-engine.ts';
import { allRoutes } from './routes.ts';
import { showTrouble } from './show-trouble.ts';
import { admitProvisioner } from './sign-in/admit-provisioner.ts';
import { authenticate, refuseForgery } from './sign-in/authenticate.ts';
import { guards } from './sign-in/guards.ts';
import { acsPath } from './sign-in/saml/saml-options.ts';
import type { Umlauf } from './umlauf.ts';

const compress = compression();

/** What answers a change is short. */
const compressReads: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') compress(request, response, next);
  else next();
};

/** The list of middleware, then the list of rooms. */
export function createApp(umlauf: Umlauf, isDraining: () => boolean): Express {
  const { config, log, metrics } = umlauf;
  const routes = allRoutes(umlauf, isDraining);
  const app = express();
  app.disable('x-powered-by');
  // Should even the page for a fault fail, Express answers itself, and shows its stack unless told that this is production.
  app.set('env', 'production');
  app.set('case sensitive routing', true);
  app.set('query parser', 'simple');
  app.set(
    'trust proxy',
    /^\d+$/.test(config.trustProxy ?? '') ? Number(config.trustProxy) : (config.trustProxy ?? false),
  );
  app.engine('hbs', createViewEngine({ root: projectRoot, cache: true }));
  app.set('views', join(projectRoot, 'views'));
  app.set('view engine', 'hbs');

  app.use(requestLog(log));
  app.use(measureRequests(metrics.httpRequestSeconds));
  app.use(securityHeaders(config.secure));
  app.use(compressReads);
  app.use(serveAssets(join(projectRoot, 'public')));
  app.use(keepNothing);
  app.use('/api', requireJson);
  app.use(scimPath, admitProvisioner(umlauf), requireAnyJson, readLargeJson);
  app.use(acsPath, readLargeForm);
  app.use(readJson, readForm);
  app.use(authenticate(umlauf));
  app.use(refuseForgery(umlauf));
  mount(app, routes, guards);
  app.use(refuseOtherMethods(routes));
  app.use(showTrouble(umlauf));
  return app;
}
