import assert from 'node:assert/strict';
import { answered, answersOf, reply } from '../support/answering.ts';
import { released } from '../support/announcing.ts';
import { isLive, markDocument, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

const ask = 'Nicht einfach ja? Fragen oder einwenden';
const twoPeople = { people: ['ben', 'm.aydogan'] };

describeInBrowser('A question', (stage) => {
  it('comes to the sender’s open list, and the reply to the open pages; nothing that is typed is lost', async () => {
    const { id } = await released(await stage().world.signIn('anna'), twoPeople);
    const [annas, bens] = [await stage().onDesktop('anna'), await stage().onPhone('ben')];
    const mehmets = await stage().onPhone('m.aydogan');
    await annas.page.goto(`/announcements/${id}/answers`);
    await waitForText(annas.page, '#answers-waiting', 'Bisher hat niemand gefragt');
    for (const { page } of [bens, mehmets]) await page.goto(`/announcements/${id}`);
    for (const { page } of [annas, bens, mehmets]) await isLive(page);
    const isSameList = await markDocument(annas.page);
    const isSamePage = await markDocument(mehmets.page);
    await mehmets.page.getByText(ask).tap();
    await mehmets.page.locator('#answer-text').fill('Was mit der Anlieferung ist,');

    await bens.page.getByText(ask).tap();
    await bens.page.getByLabel('Frage').check();
    await bens.page.getByLabel('In ein, zwei Sätzen').fill('Wo stellen wir uns auf?');
    await bens.page.getByRole('button', { name: 'An Anna Krause senden' }).tap();
    await waitForText(bens.page, '#answers', 'Die Antwort steht dann hier.');
    await bens.page.locator('.talk-turn:focus', { hasText: 'Wo stellen wir uns auf?' }).waitFor();
    await waitForText(annas.page, '#answers-waiting', 'Wo stellen wir uns auf?');
    await isSameList();

    await annas.page.getByRole('link', { name: /^Antworten ?: Ben Yıldız/ }).click();
    await annas.page.getByLabel('Ihre Antwort an Ben Yıldız').fill('Auf dem Grünstreifen.');
    await annas.page.getByLabel('Unter der Mitteilung veröffentlichen').check();
    await annas.page.getByRole('button', { name: 'Antwort senden' }).click();
    await waitForText(annas.page, '.notice', 'steht unter der Mitteilung');
    await waitForText(bens.page, '#answers', 'Auf dem Grünstreifen.');
    await waitForText(mehmets.page, '#answers', 'Auf dem Grünstreifen.');
    await isSamePage();
    assert.equal(await mehmets.page.locator('#answer-text').inputValue(), 'Was mit der Anlieferung ist,');
    await bens.page.getByRole('button', { name: 'Bestätigen' }).waitFor();
  });

  it('that does not get through stays where it was typed, and goes once', async () => {
    stage().expectTroubles(/ERR_INTERNET_DISCONNECTED/);
    const anna = await stage().world.signIn('anna');
    const { id } = await released(anna, twoPeople);
    const { page, context } = await stage().onPhone('ben');
    await page.goto(`/announcements/${id}`);
    await page.getByText(ask).tap();
    await page.locator('#answer-text').fill('Wer löst mich ab?');
    const button = page.getByRole('button', { name: 'An Anna Krause senden' });
    await context.setOffline(true);
    await button.tap();
    await waitForText(page, '.ask [data-failed]', 'Nicht gesendet: keine Verbindung.');
    await context.setOffline(false);
    await button.tap();
    await waitForText(page, '#answers', 'Wer löst mich ab?');
    assert.equal((await answersOf(anna, id)).items.length, 1);
  });

  it('is asked, replied to and read without script', async () => {
    const withoutScript = { javaScriptEnabled: false };
    const [anna, mehmet] = [await stage().world.signIn('anna'), await stage().world.signIn('m.aydogan')];
    const { id } = await released(anna, twoPeople);
    const { id: others } = await answered(mehmet, id, { text: 'Und die Anlieferung?' });
    await reply(anna, id, others, { text: 'Über Tor 5.', publish: true });
    const [bens, annas] = [
      await stage().onPhone('ben', withoutScript),
      await stage().onDesktop('anna', withoutScript),
    ];
    await bens.page.goto(`/announcements/${id}`);
    await waitForText(bens.page, '#answers', 'Über Tor 5.');
    await bens.page.getByText(ask).tap();
    await bens.page.getByLabel('Kann ich nicht umsetzen').check();
    await bens.page.locator('#answer-text').fill('Ich stehe allein an Linie 2.');
    await bens.page.getByRole('button', { name: 'An Anna Krause senden' }).tap();
    await waitForText(bens.page, '.said-own', 'Ich stehe allein an Linie 2.');

    await annas.page.goto(`/announcements/${id}/answers`);
    await annas.page.getByRole('link', { name: /^Antworten ?: Ben Yıldız/ }).click();
    await annas.page.locator('#reply-text').fill('Ablösung kommt.');
    await annas.page.getByRole('button', { name: 'Antwort senden' }).click();
    await waitForText(annas.page, '#answers-waiting', 'Keine Rückmeldung wartet');
    await annas.page.getByRole('button', { name: /^Nicht mehr veröffentlichen ?: Mehmet/ }).click();
    await waitForText(annas.page, '.notice', 'steht nicht mehr unter der Mitteilung');
    await bens.page.reload();
    await waitForText(bens.page, '#answers', 'Ablösung kommt.');
    assert.equal(await bens.page.getByText('Über Tor 5.').count(), 0);
  });
});
