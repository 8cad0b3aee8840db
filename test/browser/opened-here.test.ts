import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { isLive, signInOn } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

const title = 'Kantine: Umbau ab Montag';

describeInBrowser('The dot of what is new', (stage) => {
  let id = '';
  before(async () => {
    ({ id } = await give(title));
  });

  const give = async (heading: string) =>
    released(await stage().world.signIn('anna'), {
      title: heading,
      people: ['deniz'],
      acknowledgement: 'none',
      priority: 'normal',
      deadlineAt: null,
    });
  const dot = (page: Page) => page.locator(`[data-announcement="${id}"] .mark`);
  const open = async (page: Page): Promise<void> => {
    await page.goto(`/announcements/${id}`);
    await page.goto('/');
  };

  it('goes on the device on which it was opened, stays away when the page is renewed, and is on others', async () => {
    const { page } = await stage().onPhone('deniz');
    assert.equal(await dot(page).isVisible(), true);
    await open(page);
    assert.equal(await dot(page).isVisible(), false);
    await isLive(page);
    const later = await give('Noch etwas');
    await page.locator(`[data-announcement="${later.id}"]`).waitFor();
    assert.equal(await dot(page).isVisible(), false);
    assert.equal(await page.locator(`[data-announcement="${later.id}"] .mark`).isVisible(), true);

    const other = await stage().onPhone('deniz');
    assert.equal(await dot(other.page).isVisible(), true, 'nobody was told');
  });

  it('is forgotten with the person who signs out', async () => {
    const { page } = await stage().onPhone('deniz');
    await open(page);
    await page.goto('/me');
    await page.locator('form[action="/sign-out"] button').tap();
    await page.waitForURL('**/sign-in**');
    assert.equal(await page.evaluate(() => localStorage.getItem('umlauf.opened')), null);
    await signInOn(page, 'deniz');
    assert.equal(await dot(page).isVisible(), true);
  });

  it('stays on a shared computer, which keeps nothing', async () => {
    const { page } = await stage().onDesktop(null);
    await signInOn(page, 'deniz', { shared: true });
    await open(page);
    assert.equal(await dot(page).isVisible(), true);
    assert.equal(await page.evaluate(() => localStorage.getItem('umlauf.opened')), null);
  });
});
