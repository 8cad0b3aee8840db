import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { desktop, phone } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { findCutWords, widenText } from '../support/pages/cut-words.ts';
import { prepareEveryPage } from '../support/pages/every-page.ts';
import { findLostInForcedColours } from '../support/pages/lost-in-forced-colours.ts';
import { openDevices } from '../support/pages/open-devices.ts';
import { openPage } from '../support/pages/open-page.ts';

const refusedOnPurpose = /status of (403|404|422|500)/;
/** A desk of 1280 px at twice and at four times its size. */
const twice = { width: 640, height: 400 };
const fourTimes = { width: 320, height: 200 };
const motions = [
  { reducedMotion: 'no-preference', moves: true, title: 'sinks to its line' },
  { reducedMotion: 'reduce', moves: false, title: 'stands there at once for whoever wants no motion' },
] as const;

type Faults = Record<string, string[]>;

describeInBrowser('What a person has set for himself', (stage) => {
  const toConfirm: string[] = [];
  const [cut, moving, lost]: [Faults, Faults, Faults] = [{}, {}, {}];

  before(async function () {
    this.timeout(180_000);
    const anna = await stage().world.signIn('anna');
    for (const { title } of motions)
      toConfirm.push((await released(anna, { title, people: ['ben'], deadlineAt: null })).id);
    const pages = await prepareEveryPage(stage().world);
    stage().expectTroubles(refusedOnPurpose);
    const set = { reducedMotion: 'reduce', forcedColors: 'active' } as const;
    const devices = await openDevices(pages, stage(), 'onDesktop', 'de', set);
    for (const shown of pages) {
      const page = devices.get(shown.login)?.page;
      assert.ok(page);
      const note = (faults: Faults, found: string[]) => {
        if (found.length > 0) faults[shown.name] = [...(faults[shown.name] ?? []), ...found];
      };
      await page.setViewportSize(desktop.viewport);
      await openPage(page, shown);
      note(moving, await page.evaluate(() => document.getAnimations().map(({ playState }) => playState)));
      note(lost, await findLostInForcedColours(page));
      await widenText(page);
      for (const size of [twice, phone.viewport, fourTimes]) {
        await page.setViewportSize(size);
        note(
          cut,
          (await findCutWords(page)).map((found) => `${size.width} px: ${found}`),
        );
      }
    }
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

  for (const [index, { reducedMotion, moves, title }] of motions.entries()) {
    it(`is kept to by a confirmation, which ${title}`, async () => {
      const { page } = await stage().onDesktop('ben', { reducedMotion });
      await page.goto(`/announcements/${toConfirm[index]}`);
      const begun = await page.evaluateHandle(() => {
        const seen: string[] = [];
        addEventListener('transitionrun', ({ propertyName }) => seen.push(propertyName));
        return seen;
      });
      await page.locator('[data-confirm] button').click();
      await page.locator('.confirm-bar[data-state="confirmed"]').waitFor();
      // What moves has begun once the next picture is drawn.
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      assert.deepEqual((await begun.jsonValue()).includes('height'), moves);
    });
  }
});
