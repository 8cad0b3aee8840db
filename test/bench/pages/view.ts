import { projectRoot } from '../../../server/platform/project-root.ts';
import { createViewEngine } from '../../../server/platform/views/view-engine.ts';
import { measureView, readPage } from './render.ts';

await measureView(await readPage(process.argv[2]), createViewEngine({ root: projectRoot, cache: true }));
