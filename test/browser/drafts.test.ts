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
});
