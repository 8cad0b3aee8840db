import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { turnOnNotices } from '../support/push-devices.ts';

const mostSteps = 30;
const mostPresses = 6;

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

  for (const { how, keys, shortcuts } of [
    { how: 'by its keys', keys: ['c', 'Enter'], shortcuts: 'on' },
    { how: 'by Tab, without them', keys: ['Tab', 'Enter', 'Tab', 'Tab', 'Enter'], shortcuts: 'off' },
  ]) {
    it(`Ben comes from a notice to the confirmation in at most six presses (${how})`, async () => {
      const { world, pushService } = stage();
      const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
      await ben.post('/me/shortcuts', { shortcuts });
      await turnOnNotices(ben, pushService, world.dataDir);
      const { id } = await released(anna, { people: ['ben'], deadlineAt: null });
      const { plaintext } = await pushService.nextMessage((message) => message.plaintext.includes(id));
      const { notification } = JSON.parse(plaintext) as { notification: { navigate: string } };
      const { page } = await stage().onDesktop('ben');
      await page.goto(notification.navigate);
      // Only then has it been looked up whether a confirmation waits on this device.
      await page.locator('form[data-confirm]:not([inert])').waitFor();
      assert.ok(keys.length <= mostPresses);
      for (const key of keys) await page.keyboard.press(key);
      await waitForText(page, '#confirm-bar', 'Ben Yıldız');
    });
  }
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
