import { projectRoot } from '../../../server/platform/project-root.ts';
import { createViewEngine } from '../../../server/platform/views/view-engine.ts';
import { inject, injectMany, type Injected } from '../inject.ts';
import { measure, report } from '../measure.ts';
import { isInbox, openPortal, portalWith } from './inbox.ts';

const requests = 60;
const [file = ''] = process.argv.slice(2);
const { umlauf, cookie } = await openPortal(file);
const portal = portalWith(umlauf, createViewEngine({ root: projectRoot, cache: true }));
const { body: html } = await inject(portal, '/', { cookie });
// Does everything but rendering: what it sends is as long as the page.
const withoutView = portalWith(umlauf, (_path, _data, callback) => {
  callback(null, html);
});

const asking = (
  app: typeof portal,
  path: string,
  headers: Record<string, string>,
  isRight: (answer: Injected) => boolean,
) => ({
  operations: requests,
  work: () => injectMany(requests, () => inject(app, path, headers), isRight),
});
const prices = await measure({
  inbox: asking(portal, '/', { cookie }, isInbox),
  'without its view': asking(withoutView, '/', { cookie }, isInbox),
  'signed in': asking(portal, '/healthz', { cookie }, () => true),
  'signed out': asking(portal, '/healthz', {}, () => true),
});
report({ prices });
