import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { writeAnnouncement } from '../support/writing.ts';

const withoutScript = { javaScriptEnabled: false };
const title = 'Fluchtweg in Halle 3 gesperrt';

describeInBrowser('Without script', (stage) => {
  it('Ben signs in, reads, confirms and sees his receipt', async () => {
    const { id } = await released(await stage().world.signIn('anna'), { title, teams: ['Frühschicht'] });
    const { page } = await stage().onPhone('ben', withoutScript);
    await page.locator(`a[href="/announcements/${id}"]`).tap();
    await waitForText(page, '.prose', 'Tor 2');
    await page.getByRole('button', { name: 'Bestätigen' }).tap();
    await waitForText(page, '#confirm-bar', 'Bestätigt');
    await page.getByRole('link', { name: 'Beleg ansehen' }).tap();
    await waitForText(page, '.receipt', /Bestätigt von\s*Ben Yıldız/);
    assert.equal(await page.getByRole('button', { name: 'Drucken' }).count(), 0);

    await page.goto('/me');
    await waitForText(page, '[data-push-state]', 'Hinweise brauchen JavaScript');
  });

  it('Anna writes, sees whom it reaches and releases', async () => {
    const { page } = await stage().onDesktop('anna', withoutScript);
    await writeAnnouncement(page, { title, body: 'Benutzen Sie **Tor 2**.' });
    await waitForText(
      page,
      '#look-sentence',
      /sehen 8 Personen in Frühschicht die Mitteilung sofort;.*alle müssen bis/,
    );
    await waitForText(page, '.prose strong', 'Tor 2');
    await waitForText(page, '.ledger-sum', '8');
    await page.getByRole('button', { name: 'Für 8 Personen freigeben' }).click();
    await waitForText(page, '.ring', /0\s*von 8 bestätigt/);
    await waitForText(page, 'h1', title);
  });
});
