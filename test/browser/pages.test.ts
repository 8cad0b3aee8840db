import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser-stage.ts';
import { prepareEveryPage } from '../support/pages/every-page.ts';
import type { PageInAState } from '../support/pages/page-in-a-state.ts';
import { openDevices } from '../support/pages/open-devices.ts';
import { openPage } from '../support/pages/open-page.ts';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  // None of these rules reads the sheets again.
  preload: { assets: ['media'] },
};
/** All that another scheme changes. */
const colours: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast'] },
  resultTypes: ['violations'],
};
const refusedOnPurpose = /status of (403|404|422|500)/;
/** The smallest phone; a tablet, and a wide desk: German and English words on each. */
const otherWidths = { onPhone: [320], onDesktop: [768, 1920] };
const schemes = { light: everything, dark: colours };

async function findViolations(page: Page, rules: RunOptions): Promise<string[]> {
  const { violations } = await page.evaluate(
    (given) => (window as unknown as { axe: { run: (o: RunOptions) => Promise<AxeResults> } }).axe.run(given),
    rules,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

async function checkInBothSchemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const violations = await findViolations(page, schemes[colorScheme]);
    found.push(...violations.map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

const widthBeyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describeInBrowser('Every page', (stage) => {
  let pages: PageInAState[] = [];
  before(async () => {
    pages = await prepareEveryPage(stage().world);
  });

  async function lookAtAll(where: 'onPhone' | 'onDesktop', language: string) {
    stage().expectTroubles(refusedOnPurpose);
    const devices = await openDevices(pages, stage(), where, language);
    const foreign: string[] = [];
    for (const { context, page } of devices.values()) {
      await context.addInitScript({ path: axeFile });
      page.on('request', (request) => {
        if (!request.url().startsWith(stage().baseUrl)) foreign.push(request.url());
      });
    }
    const faults: Record<string, string[]> = {};
    for (const shown of pages) {
      const page = devices.get(shown.login)?.page;
      assert.ok(page);
      await openPage(page, shown);
      assert.equal(await page.locator('html').getAttribute('lang'), language, shown.name);
      const found = await checkInBothSchemes(page);
      const usual = page.viewportSize();
      for (const width of otherWidths[where]) {
        await page.setViewportSize({ width, height: 640 });
        const beyond = await widthBeyond(page);
        if (beyond > 0) found.push(`${beyond} px wider than a screen of ${width} px`);
      }
      if (usual) await page.setViewportSize(usual);
      if (found.length > 0) faults[shown.name] = found;
    }
    assert.deepEqual(faults, {});
    assert.deepEqual(foreign, [], 'nothing is asked of another host');
  }

  // German has the longest words.
  it('can be used by everybody and fits the smallest phone', async () => {
    await lookAtAll('onPhone', 'de');
  }).timeout(180_000);

  it('can be used by everybody at a desk, in English', async () => {
    await lookAtAll('onDesktop', 'en');
  }).timeout(180_000);
});
