import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

const mostSteps = 30;

describeInBrowser('With the keyboard alone', (stage) => {
  it('Ben comes from the inbox to a confirmed announcement, and sees where he is', async () => {
    const deadlineAt = Date.now() + 3600 * 1000;
    const { id } = await released(await stage().world.signIn('anna'), { teams: ['Frühschicht'], deadlineAt });
    const { page } = await stage().onDesktop('ben');
    await tabTo(page, 'Lesen und bestätigen');
    await page.keyboard.press('Enter');
    await page.waitForURL(`/announcements/${id}`);
    await tabTo(page, 'Bestätigen');
    await page.keyboard.press('Enter');
    await waitForText(page, '#confirm-bar', 'Ben Yıldız');
    const focused = await page.evaluate(() => document.activeElement?.closest('#confirm-bar') !== null);
    assert.ok(focused, 'the focus stays where the button was');
    await tabTo(page, 'Beleg ansehen');
  });
});

/** Every stop on the way shows that it has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const stops: string[] = [];
  while (stops.at(-1) !== name) {
    assert.ok(stops.length < mostSteps, `never came to ${name}: ${stops.join(', ')}`);
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const { width, height } = focused.getBoundingClientRect();
      const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 1 && height > 1;
      return { text: focused.innerText.trim(), isSeen };
    });
    assert.ok(stop.isSeen, `the focus is seen on ${stop.text}`);
    stops.push(stop.text);
  }
}
