import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { confirm, released } from '../support/announcing.ts';
import { isLive, markDocument, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { turnOnNotices } from '../support/push-devices.ts';

const hour = 3600 * 1000;
const widths = [320, 390, 768, 1280, 1920];

describeInBrowser('The sender’s page of progress', (stage) => {
  async function releaseToTheEarlyShift(): Promise<string> {
    const { world, pushService } = stage();
    await turnOnNotices(await world.signIn('ben'), pushService, world.dataDir);
    const anna = await world.signIn('anna');
    const deadlineAt = world.clock.now() + 24 * hour;
    const { id } = await released(anna, { teams: ['Frühschicht', 'Nachtschicht'], deadlineAt });
    return id;
  }

  it('leads over the last look to the reminder, and reloading it says nothing again', async () => {
    const id = await releaseToTheEarlyShift();
    const { page } = await stage().onPhone('anna');
    await page.goto(`/announcements/${id}/progress`);
    await page.getByRole('link', { name: '14 erinnern' }).tap();
    await waitForText(page, '.remind-roads li', /1\s*bekommt den Hinweis per Push/);
    await waitForText(page, '.lock-notice', 'Eine Mitteilung wartet noch auf Sie.');
    await page.getByRole('button', { name: '1 Person per Push erinnern' }).tap();
    await page.waitForURL(`/announcements/${id}/progress`);
    await waitForText(page, '#progress-figures .notice', 'Die Erinnerung ist unterwegs.');
    assert.equal(new URL(page.url()).search, '');
    stage().world.clock.advance(2 * 60_000);
    await page.reload();
    await waitForText(page, '#progress-figures', 'Zuletzt erinnert');
    assert.equal(await page.locator('#progress-figures .notice').count(), 0);
    await page.getByRole('link', { name: '14 erinnern' }).tap();
    await waitForText(page, '.notice-way', 'Vor 2 Minuten erinnert.');
  });

  it('shows what became of the notices, and how close together they came, as soon as it is so', async () => {
    const { world, pushService } = stage();
    const { endpoint } = await turnOnNotices(await world.signIn('ben'), pushService, world.dataDir);
    await pushService.script({ endpoint, answer: 503 });
    const { id } = await released(await world.signIn('anna'), { people: ['ben'], deadlineAt: null });
    const { page } = await stage().onPhone('anna');
    await page.goto(`/announcements/${id}/progress`);
    await isLive(page);
    await waitForText(page, '#progress-deliveries', /eingereiht\s*1/);
    const isSameDocument = await markDocument(page);
    await pushService.script({ endpoint, answer: 201 });
    world.clock.advance(60_000);
    await waitForText(page, '#progress-deliveries', /angenommen\s*1/);
    await waitForText(page, '#progress-deliveries', /Die Hälfte binnen|Ein Gerät, nach/);
    await isSameDocument();
  });

  it('reminds one person by one press, in place; another press asks first', async () => {
    const id = await releaseToTheEarlyShift();
    const { page } = await stage().onDesktop('anna');
    await page.goto(`/announcements/${id}/progress?q=yildiz`);
    await isLive(page);
    const isSameDocument = await markDocument(page);
    const button = page.getByRole('button', { name: /Erinnern.*Yıldız, Ben/ });
    await button.focus();
    await page.keyboard.press('Enter');
    await waitForText(page, '.outstanding-road', /Erinnerung (unterwegs|angenommen)/);
    assert.equal(new URL(page.url()).search, '?q=yildiz');
    assert.equal(await button.evaluate((given) => given === document.activeElement), true, 'the focus stays');
    await isSameDocument();
    await button.click();
    await page.waitForURL('**/reminder?**');
    await waitForText(page, '.remind-lead', 'Ben Yıldız hat noch nicht bestätigt.');
    await waitForText(page, '.notice-way', 'Gerade eben erinnert.');
    await page.getByRole('button', { name: 'Noch einmal erinnern' }).click();
    await page.waitForURL(`/announcements/${id}/progress?q=yildiz`);
  });

  it('says at the row when a reminder did not get through', async () => {
    stage().expectTroubles(/ERR_FAILED|Failed to load/);
    const id = await releaseToTheEarlyShift();
    const { page } = await stage().onPhone('anna');
    await page.goto(`/announcements/${id}/progress`);
    await isLive(page);
    await page.route('**/reminder', (route) => route.abort());
    await page.getByRole('button', { name: /Erinnern.*Yıldız, Ben/ }).tap();
    await waitForText(page, '[data-failed]', 'Nicht gesendet.');
    assert.ok(await isInView(page, '.outstanding-failed'));
    await isLive(page);
    await confirm(await stage().world.signIn('m.aydogan'), id);
    await waitForText(page, '#progress-figures', /1\s*von 14/);
    await waitForText(page, '[data-failed]', 'Nicht gesendet.');
  });

  it('cuts nothing of the curve off, from the smallest phone to the widest screen', async () => {
    const id = await releaseToTheEarlyShift();
    for (const login of ['m.aydogan', 'y.haddad']) await confirm(await stage().world.signIn(login), id);
    stage().world.clock.advance(9 * hour);
    const { page } = await stage().onDesktop('anna');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`/announcements/${id}/progress`);
      const cut = await page.evaluate(() => {
        const main = document.querySelector('main')?.getBoundingClientRect();
        const texts = [...document.querySelectorAll('.curve text, .curve-scale span, .bars li *')];
        return texts
          .filter((text) => getComputedStyle(text).display !== 'none')
          .filter((text) => {
            const { left, right } = text.getBoundingClientRect();
            return !main || left < main.left || right > main.right;
          })
          .map(({ textContent }) => textContent);
      });
      assert.deepEqual(cut, [], `at ${width} px`);
    }
  });

  it('prints black on white, with the table of teams and the names, without anything to press', async () => {
    const id = await releaseToTheEarlyShift();
    const { page } = await stage().onDesktop('anna', { colorScheme: 'dark' });
    await page.goto(`/announcements/${id}/progress`);
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const heightOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().height;
      const { backgroundColor } = getComputedStyle(document.body);
      const { color } = getComputedStyle(document.querySelector('h1') ?? document.body);
      return {
        ...{ backgroundColor, color, foot: heightOf('.print-foot') },
        table: heightOf('#progress-teams table tbody tr'),
        name: heightOf('#outstanding-list .outstanding-name'),
        pressed: [...document.querySelectorAll('button, .button, summary, .bars, nav')].filter(
          (part) => part.getBoundingClientRect().height > 0,
        ).length,
      };
    });
    assert.equal(seen.backgroundColor, 'rgb(255, 255, 255)');
    assert.equal(seen.color, 'rgb(0, 0, 0)');
    assert.ok((seen.table ?? 0) > 10 && (seen.name ?? 0) > 10 && (seen.foot ?? 0) > 10);
    assert.equal(seen.pressed, 0);
  });
});

const isInView = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
