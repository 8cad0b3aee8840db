import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { desktop, phone } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { findCutWords, widenText } from '../support/pages/cut-words.ts';
import { prepareEveryPage } from '../support/pages/every-page.ts';
import { axeFile, findViolations } from '../support/pages/find-violations.ts';
import { findLostInForcedColours } from '../support/pages/lost-in-forced-colours.ts';
import { openDevices } from '../support/pages/open-devices.ts';
import { openPage } from '../support/pages/open-page.ts';
import type { PageInAState } from '../support/pages/page-in-a-state.ts';

type Faults = Record<string, string[]>;
type Look = (page: Page, note: (faults: Faults, found: string[]) => void) => Promise<void>;

const refusedOnPurpose = /status of (403|404|422|500)/;
/** A desk of 1280 px at twice and at four times its size. */
const twice = { width: 640, height: 400 };
const fourTimes = { width: 320, height: 200 };

const widthBeyond = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describeInBrowser('Every page', (stage) => {
  let pages: PageInAState[] = [];
  const [barred, wide, cut, moving, lost]: [Faults, Faults, Faults, Faults, Faults] = [{}, {}, {}, {}, {}];
  const foreign: string[] = [];

  /** Each page is loaded once for each language, at the size given first; all else is set while it stands there. */
  async function lookAtAll(
    language: string,
    { viewport }: { viewport: typeof twice },
    look: Look,
    among = pages,
  ) {
    const set = { viewport, reducedMotion: 'reduce' } as const;
    const devices = await openDevices(among, stage(), language, set);
    for (const { context, page } of devices.values()) {
      await context.addInitScript({ path: axeFile });
      page.on('request', (request) => {
        if (!request.url().startsWith(stage().baseUrl)) foreign.push(request.url());
      });
    }
    for (const shown of among) {
      const page = devices.get(shown.login)?.page;
      assert.ok(page);
      const note = (faults: Faults, found: string[]) => {
        if (found.length > 0) faults[shown.name] = [...(faults[shown.name] ?? []), ...found];
      };
      await page.emulateMedia({ forcedColors: 'none' });
      await page.setViewportSize(viewport);
      await openPage(page, shown);
      assert.equal(await page.locator('html').getAttribute('lang'), language, shown.name);
      note(moving, await page.evaluate(() => document.getAnimations().map(({ playState }) => playState)));
      note(barred, await findViolations(page));
      await look(page, note);
    }
  }

  async function findTooWide(page: Page, widths: number[]): Promise<string[]> {
    const found: string[] = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 640 });
      const beyond = await widthBeyond(page);
      if (beyond > 0) found.push(`${beyond} px wider than a screen of ${width} px`);
    }
    return found;
  }

  before(async function () {
    this.timeout(480_000);
    pages = await prepareEveryPage(stage().world);
    stage().expectTroubles(refusedOnPurpose);
    // German has the longest words.
    await lookAtAll('de', phone, async (page, note) => {
      note(wide, await findTooWide(page, [320]));
      await page.setViewportSize(desktop.viewport);
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
      note(lost, await findLostInForcedColours(page));
      await widenText(page);
      for (const size of [twice, phone.viewport, fourTimes]) {
        await page.setViewportSize(size);
        const words = await findCutWords(page);
        note(
          cut,
          words.map((found) => `${size.width} px: ${found}`),
        );
      }
    });
    await lookAtAll('en', desktop, async (page, note) => note(wide, await findTooWide(page, [768, 1920])));
    const isOfChannels = ({ at }: PageInAState): boolean =>
      (typeof at === 'string' ? at : at.path).startsWith('/channels');
    const inDutch = async (page: Page, note: (faults: Faults, found: string[]) => void) =>
      note(wide, await findTooWide(page, [320]));
    await lookAtAll('nl', phone, inDutch, pages.filter(isOfChannels));
  });

  it('can be used by everybody, light and dark, on a phone in German and at a desk in English, channels in Dutch too', () => {
    assert.deepEqual(barred, {});
  });

  it('fits the smallest phone, a tablet and a wide desk', () => {
    assert.deepEqual(wide, {});
  });

  it('lets nothing be cut or lie beside the screen, magnified and with wider text', () => {
    assert.deepEqual(cut, {});
  });

  it('lets nothing move where no motion is wanted', () => {
    assert.deepEqual(moving, {});
  });

  it('lets words, states, choices and the focus be seen in forced colours', () => {
    assert.deepEqual(lost, {});
  });

  it('asks nothing of another host', () => {
    assert.deepEqual(foreign, []);
  });
});
