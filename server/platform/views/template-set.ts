import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import Handlebars from 'handlebars';
import { readAssets } from './assets.ts';
import { StrictCompiler } from './strict-compiler.ts';
import { createTemplateFunctions } from './template-functions.ts';

export type TemplateSet = Map<string, Handlebars.TemplateDelegate>;

export function readTemplates(root: string): TemplateSet {
  const handlebars = Handlebars.create() as typeof Handlebars & { JavaScriptCompiler: unknown };
  handlebars.JavaScriptCompiler = StrictCompiler;
  const helpers = createTemplateFunctions(readAssets(root));
  handlebars.registerHelper(helpers);
  const options: CompileOptions = {
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
    knownHelpersOnly: true,
    preventIndent: true,
    strict: true,
  };
  const templates: TemplateSet = new Map();
  for (const { name, source } of findTemplates(root)) {
    const template = handlebars.compile(source, options);
    templates.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return templates;
}

export function findTemplates(root: string): { name: string; source: string }[] {
  const views = join(root, 'views');
  return readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs'))
    .map((path) => ({
      name: path.replaceAll(sep, '/').replace(/\.hbs$/, ''),
      source: readFileSync(join(views, path), 'utf8'),
    }));
}
