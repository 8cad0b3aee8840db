import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../server/platform/project-root.ts';
import { measure, report } from '../measure.ts';
import type { Page } from './inbox.ts';

type Render = (path: string, data: object, callback: (error: unknown, html?: string) => void) => unknown;

const times = 200;

/** Engines differ in the space between tags alone, or else they did not do the same work. */
const withoutSpace = (html: string): string => html.replace(/\s+/g, '');

export const readPage = async (file = ''): Promise<Page> => JSON.parse(await readFile(file, 'utf8')) as Page;

/** Renders the captured page again and again, as Express would ask this engine to. */
export async function measureView(page: Page, render: Render): Promise<void> {
  const data = { ...page.data, cache: true, settings: { views: join(projectRoot, 'views') } };
  let html = '';
  const renderOnce = () =>
    new Promise<void>((resolve, reject) => {
      render(page.path, data, (error, given) => {
        html = given ?? '';
        if (error) reject(error instanceof Error ? error : new Error('the view was not rendered'));
        else resolve();
      });
    });
  const prices = await measure({
    view: {
      operations: times,
      work: async () => {
        for (let time = 0; time < times; time += 1) await renderOnce();
      },
      check: () => {
        if (withoutSpace(html) !== withoutSpace(page.html)) throw new Error('another page was rendered');
      },
    },
  });
  report({ prices, agreed: { page: createHash('sha256').update(withoutSpace(html)).digest('hex') } });
}
