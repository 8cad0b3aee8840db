import { join, relative, sep } from 'node:path';
import { readTemplates, type TemplateSet } from './template-set.ts';

interface ViewEngineOptions {
  root: string;
  cache: boolean;
}

type Callback = (error: unknown, html?: string) => void;

interface ViewEngine {
  (path: string, data: object, callback: Callback): void;
  renderFragment(view: string, data: object): string;
}

// A view names its layout itself (`{{#> layouts/page}}`), so no data of a request can ever choose one.
export function createViewEngine({ root, cache }: ViewEngineOptions): ViewEngine {
  const views = join(root, 'views');
  const cached = cache ? readTemplates(root) : undefined;
  const renderFragment = (view: string, data: object) => render(cached ?? readTemplates(root), view, data);

  function renderForExpress(path: string, data: object, callback: Callback): void {
    let html: string;
    try {
      html = renderFragment(
        relative(views, path)
          .replaceAll(sep, '/')
          .replace(/\.hbs$/, ''),
        data,
      );
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, html);
  }

  return Object.assign(renderForExpress, { renderFragment });
}

function render(templates: TemplateSet, view: string, data: object): string {
  const template = templates.get(view);
  if (!template) throw new Error(`No template ${view}`);
  return template(data);
}
