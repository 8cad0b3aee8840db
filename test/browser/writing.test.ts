import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

describeInBrowser('Choosing the recipients', (stage) => {
  const anna = () => stage().world.signIn('anna');

  it('shows the same teams in the tree and in the ledger, whichever is changed', async () => {
    const { id } = await draftFor(await anna(), { teams: ['Frühschicht', 'Nachtschicht'] });
    const { page } = await stage().onDesktop('anna');
    await page.goto(`/announcements/${id}/edit`);
    await page.getByRole('button', { name: 'Teams zeigen' }).click();
    const inTree = page.locator('#team-tree').getByRole('checkbox', { name: /^Frühschicht/ });
    assert.equal(await inTree.isChecked(), true);

    await page
      .locator('.ledger')
      .getByRole('checkbox', { name: /^Frühschicht/ })
      .uncheck();
    await waitForText(page, '.ledger-sum', '6');
    assert.equal(await inTree.isChecked(), false);
    assert.equal(await page.locator('.ledger', { hasText: 'Frühschicht' }).count(), 0);

    await inTree.check();
    await waitForText(page, '.ledger-sum', '14');
    await page.locator('#team-tree').getByRole('checkbox', { name: 'Ohne Nachtschicht' }).check();
    await waitForText(page, '.ledger', 'ohne Nachtschicht');
    const nightShift = page.locator('#team-tree').getByRole('checkbox', { name: /^Nachtschicht/ });
    assert.equal(await nightShift.isChecked(), false, 'nobody is both in and out');
  });

  it('finds teams and people by name, in the list and in the tree, and says what the sum is made of', async () => {
    const { page } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    const search = page.getByLabel('Team oder Person hinzufügen');
    await search.fill('fruh');
    await page
      .locator('#found')
      .getByRole('checkbox', { name: /^Frühschicht/ })
      .check();
    await waitForText(page, '.ledger-sum', '8');
    await search.fill('yildiz');
    await page.locator('#found').getByRole('checkbox', { name: 'Ohne Ben Yıldız' }).check();
    await waitForText(page, '.ledger', /ohne Ben Yıldız\s*−1/);
    await waitForText(page, '.ledger-sum', '7');
    await search.fill('vries');
    await page.locator('#found').getByRole('checkbox', { name: 'Ohne Clara de Vries' }).check();
    await waitForText(page, '.ledger', /gar nicht dabei\s*\+1/);
    await waitForText(page, '.ledger-sum', '7');

    await page.getByRole('button', { name: 'Teams zeigen' }).click();
    const rows = page.locator('#team-tree .pick:visible');
    await search.fill('nachtsch');
    await waitForText(page, '#team-tree', 'Nachtschicht');
    assert.match(
      (await rows.allInnerTexts()).join('|'),
      /^Beide Werke[^|]*\|Werk Nord[^|]*\|Produktion[^|]*\|Nachtschicht/,
    );
    assert.equal(await page.locator('.teams-found').isVisible(), false, 'each team stands there once');
    await search.fill('');
    await waitForText(page, '#team-tree', 'Verwaltung');
  });

  it('comes after the text on a phone, and the way back keeps both', async () => {
    const { page } = await stage().onPhone('anna');
    await page.goto('/announcements/new');
    await page.getByLabel('Titel').fill('Aufzug 2 steht');
    assert.equal(await page.getByRole('button', { name: 'Weiter zur Freigabe' }).isVisible(), false);
    await page.getByRole('link', { name: 'Weiter: Wer soll es erfahren?' }).tap();
    await page.getByRole('checkbox', { name: /^Alle/ }).check();
    await waitForText(page, '.reach-sum', '62 Personen');
    assert.equal(await page.getByLabel('Titel').isVisible(), false);
    await page.goBack();
    assert.equal(await page.getByLabel('Titel').inputValue(), 'Aufzug 2 steht');
    await page.goForward();
    await waitForText(page, '.reach-sum', '62 Personen');
    await page.getByRole('button', { name: 'Weiter zur Freigabe' }).tap();
    await waitForText(page, '.notice', 'Bitte schreiben Sie den Text.');
    await page.getByLabel('Text', { exact: true }).fill('Nehmen Sie die Treppe.');
    await page.getByRole('link', { name: 'Weiter: Wer soll es erfahren?' }).tap();
    await page.getByRole('checkbox', { name: /^Alle/ }).uncheck();
    await page.getByRole('button', { name: 'Weiter zur Freigabe' }).tap();
    await waitForText(page, '#audience-error', 'Bitte wählen Sie, wer es bekommen soll.');
    const drafts = await (await anna()).call('GET', '/announcements?status=draft&limit=100');
    const items = (drafts.json as { items: { title: string }[] }).items;
    assert.equal(
      items.filter(({ title }) => title === 'Aufzug 2 steht').length,
      1,
      'it is one and the same draft',
    );
  });
});

describeInBrowser('Writing the text', (stage) => {
  it('in a second language beside the first, each with its preview', async () => {
    const { page } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    await page.getByLabel('Titel').fill('Übung');
    await page.getByText('Erinnerungen, Sprachen, Kanal, Ablauf, Übung').click();
    await page.getByRole('button', { name: 'Auf Niederländisch hinzufügen' }).click();
    const dutch = page.getByRole('group', { name: 'Auf Niederländisch' });
    await dutch.getByLabel('Titel').fill('Oefening');
    await dutch
      .getByLabel('Tekst')
      .or(dutch.getByLabel('Text', { exact: true }))
      .fill('Om **tien** uur.');
    await waitForText(page, '.translation .prose[lang="nl"] strong', 'tien');
    await page.locator('#draft-state[data-state="saved"]').waitFor();
    await page.reload();
    assert.equal(await dutch.getByLabel('Titel').inputValue(), 'Oefening');
    await page.getByRole('button', { name: 'Niederländische Fassung entfernen' }).click();
    assert.equal(await dutch.count(), 0);
    await page.locator('#draft-state[data-state="changed"]').waitFor();
    await page.locator('#draft-state[data-state="saved"]').waitFor();
    await page.reload();
    assert.equal(await dutch.count(), 0);
  });

  it('by the buttons above it, which can be undone', async () => {
    const { page } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    const body = page.getByLabel('Text', { exact: true });
    await body.pressSequentially('Tor 2');
    await body.press('Control+a');
    await page.getByRole('button', { name: 'Fett' }).click();
    assert.equal(await body.inputValue(), '**Tor 2**');
    await body.press('Control+b');
    assert.equal(await body.inputValue(), '****Tor 2****');
    await body.press('Control+z');
    await body.press('Control+z');
    assert.equal(await body.inputValue(), 'Tor 2');
    await waitForText(page, '[data-preview] p', 'Tor 2');
  });

  it('asks which of two times is meant as soon as the page knows that there are two', async () => {
    stage().expectTroubles(/422/);
    const { page } = await stage().onDesktop('anna');
    await page.goto('/announcements/new');
    await page.getByLabel('Titel').fill('Nachts');
    const question = page.getByRole('group', { name: /Welches Mal/ });
    assert.equal(await question.isVisible(), false);
    await page.getByLabel('Freigabe', { exact: true }).fill('2027-10-31T02:30');
    await question.waitFor();
    await waitForText(page, '#draft-state', 'gibt es in dieser Nacht zweimal');
    await question.getByRole('radio', { name: /zweite Mal/ }).check();
    await page.locator('#draft-state[data-state="saved"]').waitFor();
  });
});
