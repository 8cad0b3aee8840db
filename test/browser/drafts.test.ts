import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { draftFor } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { eventually } from '../support/eventually.ts';
import { createGate } from '../support/gate.ts';

type Gate = ReturnType<typeof createGate>;

describeInBrowser('A draft on its page', (stage) => {
  const anna = () => stage().world.signIn('anna');
  const textOf = async (id: string) =>
    ((await (await anna()).call('GET', `/announcements/${id}`)).json as { body: string }).body;
  const isSaved = (page: Page) => page.locator('#draft-state[data-state="saved"]').waitFor();
  const idOf = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? '';

  it('is saved as one types, under its own address, and found there after a reload', async () => {
    const { page } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    const title = page.getByLabel('Titel');
    await page.getByLabel('Text', { exact: true }).fill('Benutzen Sie Tor 2.');
    await waitForText(page, '#draft-state', 'sobald ein Titel dasteht');
    await title.fill('Aufzug 2 steht');
    await isSaved(page);
    await waitForText(page, '#draft-state', /Entwurf gesichert heute, \d\d:\d\d/);
    assert.match(page.url(), /\/announcements\/\w{32}\/edit$/);
    assert.equal(await textOf(idOf(page)), 'Benutzen Sie Tor 2.');

    await page.getByLabel('Text', { exact: true }).fill('Benutzen Sie Tor 3.');
    await eventually(
      () => textOf(idOf(page)),
      (text) => text === 'Benutzen Sie Tor 3.',
    );
    await isSaved(page);
    await page.reload();
    assert.equal(await title.inputValue(), 'Aufzug 2 steht');
    assert.equal(await page.getByText('Diesen Entwurf verwerfen').isVisible(), true);
  });

  it('asks before text is left that is not saved, and not otherwise', async () => {
    const { page } = await stage().onDesktop('anna');
    const asked: string[] = [];
    let stays = true;
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void (stays ? dialog.dismiss() : dialog.accept());
    });
    await page.goto('/announcements/new');
    await page.getByRole('link', { name: 'Eingang' }).click();
    await page.waitForURL('/');
    await page.goBack();
    await page.getByLabel('Text', { exact: true }).fill('Noch ohne Titel');
    await page.getByRole('link', { name: 'Eingang' }).click();
    await eventually(
      () => asked,
      ({ length }) => length === 1,
    );
    assert.equal(await page.getByLabel('Text', { exact: true }).inputValue(), 'Noch ohne Titel');
    await page.getByLabel('Titel').fill('Jetzt mit');
    await isSaved(page);
    await page.getByRole('link', { name: 'Eingang' }).click();
    await page.waitForURL('/');
    assert.deepEqual(asked, ['beforeunload'], 'what is saved is left without a question');

    await page.goto('/announcements/new');
    await page.getByLabel('Text', { exact: true }).fill('Wird nichts');
    stays = false;
    await page.getByRole('link', { name: 'Eingang' }).click();
    await page.waitForURL('/');
    assert.equal(asked.length, 2);
  });

  it('says that another window has changed it, keeps what was typed, and saves it after a second look', async () => {
    stage().expectTroubles(/409 \(Conflict\)/);
    const { id } = await draftFor(await anna(), { teams: ['Frühschicht'], body: 'Tor 4' });
    const { page } = await stage().onDesktop('anna');
    await page.goto(`/announcements/${id}/edit`);
    await (await anna()).call('PATCH', `/announcements/${id}`, { body: 'Tor 5' });
    await page.getByLabel('Text', { exact: true }).fill('Tor 6');
    await waitForText(page, '#save-trouble', 'in einem anderen Fenster geändert');
    assert.equal(await page.getByLabel('Text', { exact: true }).inputValue(), 'Tor 6');
    assert.equal(await textOf(id), 'Tor 5');
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await isSaved(page);
    assert.equal(await textOf(id), 'Tor 6');
  });

  it('says that it cannot be saved without a network, and does it by itself afterwards', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED/);
    const { page, context } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    await page.getByLabel('Titel').fill('Aufzug 2 steht');
    await context.setOffline(true);
    await waitForText(page, '#save-trouble', 'keine Verbindung');
    await context.setOffline(false);
    await isSaved(page);
    assert.equal(await page.locator('#save-trouble').isVisible(), false);
  });

  it('keeps what was typed while one is signed out, and saves it once that is possible again', async () => {
    stage().expectTroubles(/401 \(Unauthorized\)|403 \(Forbidden\)/);
    const { page, context } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByLabel('Titel').fill('Aufzug 2 steht');
    await waitForText(page, '#save-trouble', 'Sie sind abgemeldet');
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await waitForText(page, '[data-signed-out]', 'Sie sind abgemeldet');
    assert.equal(await page.getByLabel('Titel').inputValue(), 'Aufzug 2 steht');
    await context.addCookies(cookies);
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await page.waitForURL(/\/edit$/);
    await isSaved(page);
  });

  it('waits for the saving under way before it is sent by its button', async () => {
    const { id } = await draftFor(await anna(), { teams: ['Frühschicht'] });
    const { page } = await stage().onDesktop('anna');
    await page.goto(`/announcements/${id}/edit`);
    const [arrived, free] = await holdSaving(page);
    await page.getByLabel('Text', { exact: true }).fill('Tor 7');
    await arrived.opened;
    await page.getByRole('button', { name: 'Weiter zur Freigabe' }).click();
    free.open();
    await page.waitForURL(`/announcements/${id}/release`);
    await waitForText(page, '.prose', 'Tor 7');
  });

  it('is thrown away by a second, deliberate step, whatever has just been typed', async () => {
    const title = 'Doch keine Übung';
    const { id } = await draftFor(await anna(), { title, people: ['ben'] });
    const { page } = await stage().onPhone('anna');
    await page.goto(`/announcements/${id}/edit`);
    await page.getByLabel('Titel').fill(`${title} mehr`);
    await page.getByRole('link', { name: 'Weiter: Wer soll es erfahren?' }).tap();
    const button = page.getByRole('button', { name: 'Entwurf endgültig verwerfen' });
    assert.equal(await button.isVisible(), false);
    await page.getByText('Diesen Entwurf verwerfen').tap();
    await button.tap();
    await page.waitForURL('/announcements');
    assert.ok(!(await page.content()).includes(title));
  });
});

/** What the page saves by itself does not arrive before it is let go. */
async function holdSaving(page: Page): Promise<[Gate, Gate]> {
  const [arrived, free] = [createGate(), createGate()];
  await page.route('**/draft', async (route) => {
    if ((await route.request().headerValue('accept')) === 'application/json') {
      arrived.open();
      await free.opened;
    }
    await route.continue();
  });
  return [arrived, free];
}
