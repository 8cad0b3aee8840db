import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { released } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

const first = 'Zuerst: Tor 1 gesperrt';
const second = 'Danach: Tor 2 gesperrt';
const mere = 'Kantine: Umbau ab Montag';
const hourMs = 3_600_000;

const focusedIn = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      document.activeElement
        ?.closest('.row')
        ?.querySelector('h3')
        ?.textContent.trim()
        .replaceAll('\u00a0', ' ') ?? '',
  );

const untilOnConfirm = (page: Page): Promise<void> =>
  page.locator('form[data-confirm] button:focus').waitFor();

describeInBrowser('Single keys', (stage) => {
  const ids: Record<string, string> = {};
  before(async () => {
    const { world } = stage();
    const anna = await world.signIn('anna');
    const give = async (title: string, given: { deadlineAt: number | null; acknowledgement?: 'none' }) => {
      ids[title] = (await released(anna, { people: ['deniz'], priority: 'normal', title, ...given })).id;
    };
    await give(first, { deadlineAt: Date.now() + hourMs });
    await give(second, { deadlineAt: Date.now() + 2 * hourMs });
    await give(mere, { deadlineAt: null, acknowledgement: 'none' });
    await (await world.signIn('deniz')).post('/me/language', { language: 'de' });
  });

  const press = async (page: Page, ...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

  it('go from row to row, where the focus is seen, and Enter opens', async () => {
    const { page } = await stage().onDesktop('deniz');
    await press(page, 'j');
    assert.equal(await focusedIn(page), first);
    await press(page, 'j', 'j', 'k');
    assert.equal(await focusedIn(page), second);
    const ring = await page
      .locator(':focus')
      .evaluate((link) => getComputedStyle(link, '::after').outlineStyle);
    assert.equal(ring, 'solid');
    await press(page, 'k', 'k', 'k');
    assert.equal(await focusedIn(page), first, 'there is none above');
    await press(page, 'j', 'Enter');
    await page.waitForURL(`/announcements/${ids[second] ?? ''}`);
  });

  it('confirm nothing from the inbox: the chosen one opens where it is confirmed', async () => {
    const { page } = await stage().onDesktop('deniz');
    await press(page, 'c');
    assert.equal(new URL(page.url()).pathname, '/', 'none is chosen');
    await press(page, 'j', 'j', 'j');
    assert.equal(await focusedIn(page), mere);
    await press(page, 'c');
    assert.equal(await focusedIn(page), mere, 'it asks for nothing');
    await press(page, 'k', 'k', 'c');
    await page.waitForURL(`/announcements/${ids[first] ?? ''}`);
    await untilOnConfirm(page);
    assert.equal(await page.locator('#confirm-bar[data-state="outstanding"]').count(), 1);
    assert.equal(await page.evaluate(() => scrollY), 0, 'the text stands at its beginning');
  });

  it('lead to the button, and only a second press confirms', async () => {
    const { page } = await stage().onDesktop('deniz');
    await page.goto(`/announcements/${ids[second] ?? ''}`);
    await page.keyboard.down('c');
    await untilOnConfirm(page);
    for (let held = 0; held < 5; held += 1) await page.keyboard.down('c');
    await page.keyboard.up('c');
    assert.equal(await page.locator('#confirm-bar[data-state="outstanding"]').count(), 1);
    await press(page, 'c');
    await waitForText(page, '#confirm-bar', 'Deniz Arslan');
    await waitForText(page, '#confirm-bar', 'Bestätigt');
  });

  it('are explained by ?, in a dialog that Esc closes and that gives the focus back', async () => {
    const { page } = await stage().onDesktop('deniz');
    await press(page, 'j', '?');
    const dialog = page.getByRole('dialog', { name: 'Tastenkürzel' });
    await dialog.waitFor();
    assert.equal(
      await dialog.getByRole('button', { name: 'Schließen' }).evaluate((it) => it.matches(':focus')),
      true,
    );
    assert.deepEqual(await dialog.locator('kbd').allTextContents(), ['j', 'k', 'Eingabe', 'c', '?']);
    await press(page, 'j', '?', 'Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await focusedIn(page), first);
  });

  it('are letters where one writes, and the browser’s with Ctrl, Alt or Meta', async () => {
    const { page } = await stage().onDesktop('deniz');
    await press(page, 'Control+j', 'Alt+j', 'Meta+j', 'Shift+J');
    assert.equal(await focusedIn(page), '');
    await page.locator('details.find > summary').press('Enter');
    await page.locator('#words:focus').waitFor();
    await press(page, 'j', 'k', 'c', '?');
    assert.equal(await page.locator('#words').inputValue(), 'jkc?');
    assert.equal(await page.locator('dialog[open]').count(), 0);
  });

  it('do nothing once they are switched off under Me, which needs no script', async () => {
    const { page } = await stage().onDesktop('deniz', { javaScriptEnabled: false });
    await page.goto('/me');
    await page.getByRole('group', { name: 'Tastenkürzel' }).getByRole('button', { name: 'Aus' }).click();
    await page.locator('[name="shortcuts"][value="off"][aria-pressed="true"]').waitFor();

    const scripted = await stage().onDesktop('deniz');
    await press(scripted.page, 'j', '?');
    assert.equal(await focusedIn(scripted.page), '');
    assert.equal(await scripted.page.locator('dialog[open]').count(), 0);
  });
});
