import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

describeInBrowser('A draft on its page', (stage) => {
  it('shows the same teams among all teams and in the ledger, whichever is changed', async () => {
    const { id } = await draftFor(await stage().world.signIn('anna'), {
      teams: ['Frühschicht', 'Nachtschicht'],
    });
    const { page } = await stage().onDesktop('anna');
    await page.goto(`/announcements/${id}/edit`);
    await page.getByText('Teams hinzufügen').click();
    const amongAll = page
      .locator('.tree')
      .first()
      .getByRole('checkbox', { name: /^Frühschicht/ });
    assert.equal(await amongAll.isChecked(), true);

    await page
      .locator('.ledger')
      .getByRole('checkbox', { name: /^Frühschicht/ })
      .uncheck();
    await waitForText(page, '.ledger-sum', '6');
    assert.equal(await amongAll.isChecked(), false);
    assert.equal(await page.locator('.ledger', { hasText: 'Frühschicht' }).count(), 0);

    await amongAll.check();
    await waitForText(page, '.ledger-sum', '14');
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await waitForText(page, '#draft-state', 'Entwurf gesichert');
    assert.equal(await page.locator('.ledger li').count(), 2);
  });

  it('is thrown away by a second, deliberate step, whatever has just been typed', async () => {
    const title = 'Doch keine Übung';
    const { id, number } = await draftFor(await stage().world.signIn('anna'), { title, people: ['ben'] });
    const { page } = await stage().onPhone('anna');
    await page.goto(`/announcements/${id}/edit`);
    await page.getByLabel('Titel').fill(`${title} mehr`);
    const button = page.getByRole('button', { name: `Entwurf ${number} verwerfen` });
    assert.equal(await button.isVisible(), false);
    await page.getByText('Diesen Entwurf verwerfen').tap();
    await button.tap();
    await page.waitForURL('/announcements');
    assert.ok(!(await page.content()).includes(title));
  });

  it('keeps what was typed when saving fails, and saves it once that is possible again', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED|401 \(Unauthorized\)/);
    const { page, context } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    await page.getByLabel('Titel').fill('Aufzug 2 steht');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await waitForText(page, '[data-failed]', 'Ihr Text steht noch hier');
    await context.setOffline(false);

    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await waitForText(page, '[data-signed-out]', 'Sie sind abgemeldet');
    assert.equal(await page.getByLabel('Titel').inputValue(), 'Aufzug 2 steht');

    await context.addCookies(cookies);
    await page.getByRole('button', { name: 'Entwurf sichern' }).click();
    await page.waitForURL(/\/edit$/);
    await waitForText(page, '#draft-state', 'Entwurf gesichert');
  });
});
