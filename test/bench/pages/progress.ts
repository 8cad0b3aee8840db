import { createLog } from '../../../server/platform/log.ts';
import { projectRoot } from '../../../server/platform/project-root.ts';
import { createViewEngine } from '../../../server/platform/views/view-engine.ts';
import { serve } from '../../../server/serve.ts';
import { actorCalled, configOf, signInCookie } from '../demo-house.ts';
import { inject, injectMany, type Injected } from '../inject.ts';
import { measure, report } from '../measure.ts';
import { portalWith } from './inbox.ts';
import type { Released } from './large-house.ts';

const requests = 24;
const rows = 50;
const [file = '', ids = '{}'] = process.argv.slice(2);
const { umlauf } = await serve(configOf(file), createLog('info', { write: () => undefined }));
const cookie = await signInCookie(umlauf, await actorCalled(umlauf, 'anna'));
const portal = portalWith(umlauf, createViewEngine({ root: projectRoot, cache: true }));

const showsRows = ({ body }: Injected): boolean => body.split('class="outstanding-row"').length > rows;
const opening = (id: string) => ({
  operations: requests,
  work: () =>
    injectMany(requests, () => inject(portal, `/announcements/${id}/progress`, { cookie }), showsRows),
});
const works = Object.entries(JSON.parse(ids) as Released).map(([name, id]) => [name, opening(id)]);
report({ prices: await measure(Object.fromEntries(works) as Parameters<typeof measure>[0]) });
