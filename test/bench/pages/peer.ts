import { join } from 'node:path';
import { ExpressHandlebars } from 'express-handlebars';
import { projectRoot } from '../../../server/platform/project-root.ts';
import { readAssets } from '../../../server/platform/views/assets.ts';
import { createTemplateFunctions } from '../../../server/platform/views/template-functions.ts';
import { measureView, readPage } from './render.ts';

type Options = Parameters<ExpressHandlebars['renderView']>[1];

// The same templates with the same functions, so that the engines alone differ.
const peer = new ExpressHandlebars({
  extname: '.hbs',
  defaultLayout: false,
  partialsDir: join(projectRoot, 'views'),
  helpers: createTemplateFunctions(readAssets(projectRoot)),
  compilerOptions: { preventIndent: true },
});
await measureView(await readPage(process.argv[2]), (path, data, callback) =>
  peer.renderView(path, data as Options, callback),
);
