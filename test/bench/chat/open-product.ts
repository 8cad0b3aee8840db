import { readFile } from 'node:fs/promises';
import { createApp } from '../../../server/app.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import { serve } from '../../../server/serve.ts';
import { configOf } from '../demo-house.ts';
import { injectMany, inject } from '../inject.ts';
import { measure, report } from '../measure.ts';
import { few, many, type Prepared } from './channel-house.ts';

const times = 20;
const [file = '', preparedFile = ''] = process.argv.slice(2);
const { crowd, channels } = JSON.parse(await readFile(preparedFile, 'utf8')) as Prepared;
const log = createLog('info', { write: () => undefined });
const { umlauf } = await serve(configOf(file), log, systemClock);
const app = createApp(umlauf, () => false);
const cookie = crowd[0]?.cookie ?? '';

/** Each answer shows the newest message, so it is the whole conversation that was opened. */
const opening = (path: string, newest: number) => ({
  operations: times,
  work: () =>
    injectMany(
      times,
      () => inject(app, path, { cookie }),
      ({ body }) => body.includes(`Palette ${newest} `),
    ),
});
const pagesOf = (which: 'few' | 'many', newest: number) => ({
  [`call.${which}`]: opening(`/api/v1/channels/${channels[which]}/messages?limit=50`, newest),
  [`page.${which}`]: opening(`/channels/${channels[which]}`, newest),
});
report({ prices: await measure({ ...pagesOf('few', few), ...pagesOf('many', many) }) });
