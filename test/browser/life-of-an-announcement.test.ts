import assert from 'node:assert/strict';
import { confirm, draftFor, release, released, submitted } from '../support/announcing.ts';
import { isLive, markDocument, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';

const early = { teams: ['Frühschicht'] };
const withoutScript = { javaScriptEnabled: false };

describeInBrowser('The life of an announcement', (stage) => {
  it('moves the open page of a recipient: corrected, with what has changed, then withdrawn', async () => {
    const { world, onPhone } = stage();
    const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const { id } = await released(anna, { ...early, title: 'Fluchtweg', body: 'Benutzen Sie **Tor 2**.' });
    await confirm(ben, id);
    const { page } = await onPhone('ben');
    await page.goto(`/announcements/${id}`);
    await isLive(page);
    const isSameDocument = await markDocument(page);
    const body = 'Benutzen Sie **Tor 2 oder Tor 5**.';
    await anna.call('POST', `/announcements/${id}/correction`, { kind: 'material', body });
    await waitForText(page, '.prose strong', 'Tor 2 oder Tor 5');
    await waitForText(page, '#changes ins', 'oder Tor 5');
    await waitForText(page, '#status', 'Es gilt Fassung 2.');
    await page.getByRole('button', { name: 'Fassung 2 bestätigen' }).tap();
    await waitForText(page, '#confirm-bar', 'Bestätigt');
    world.clock.advance(61_000);
    await anna.call('POST', `/announcements/${id}/withdrawal`, { reason: 'Tor 5 klemmt.' });
    await waitForText(page, '#paper-text', 'Tor 5 klemmt.');
    await waitForText(page, '#confirm-bar', 'Sie müssen nichts mehr tun.');
    assert.equal(await page.locator('.prose').count(), 0);
    await isSameDocument();
  });

  it('is recalled by one press, and only for a minute', async () => {
    const { world, onDesktop } = stage();
    const anna = await world.signIn('anna');
    const [first, second] = [await released(anna, early), await released(anna, early)];
    const { page } = await onDesktop('anna');
    await page.goto(`/announcements/${first.id}`);
    await page.getByRole('button', { name: 'Sofort zurückrufen' }).click();
    await waitForText(page, '#paper-text', 'gleich nach der Freigabe zurückgerufen');

    // Nothing else may make the page look again: the minute alone has to.
    stage().expectTroubles(/ERR_FAILED/);
    await page.route('**/socket.io/**', (route) => route.abort());
    await page.routeWebSocket('**/socket.io/**', (socket) => socket.close());
    await page.clock.install();
    await page.goto(`/announcements/${second.id}`);
    const offer = page.getByRole('button', { name: 'Sofort zurückrufen' });
    await offer.waitFor();
    const isSameDocument = await markDocument(page);
    world.clock.advance(61_000);
    await page.clock.fastForward(61_000);
    await offer.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Zurückziehen' }).waitFor();
    await isSameDocument();
  });

  it('tells the sender’s open page that a second person has decided', async () => {
    const { world, onDesktop } = stage();
    const { id } = await submitted(await world.signIn('anna'), { title: 'Räumung von Werk 2' });
    const annas = await onDesktop('anna');
    await annas.page.goto('/announcements');
    await isLive(annas.page);
    await waitForText(annas.page, '[aria-labelledby="section-submitted"]', 'Räumung von Werk 2');
    const { page } = await onDesktop(null);
    await page.goto('/sign-in?q=Wojcik');
    await page.locator('button[value="m.wojcik"]').click();
    await page.getByRole('link', { name: /^Freigaben 1 warten auf Sie/ }).click();
    await page.getByRole('link', { name: 'Räumung von Werk 2' }).click();
    await page.getByRole('button', { name: 'Zustimmen und für 62 Personen freigeben' }).click();
    await waitForText(page, '[role="status"]', 'Sie haben zugestimmt.');
    await waitForText(annas.page, '[aria-labelledby="section-released"]', 'Räumung von Werk 2');
    await annas.page.goto(`/announcements/${id}`);
    await waitForText(annas.page, '#history summary', 'Verlauf');
  });

  it('needs no script: another language, a correction, a withdrawal', async () => {
    const { world, onPhone, onDesktop } = stage();
    const anna = await world.signIn('anna');
    const { id } = await draftFor(anna, { ...early, title: 'Sammelplatz', body: 'Zum Parkplatz.' });
    const translations = [{ language: 'nl', title: 'Verzamelplaats', body: 'Naar de parkeerplaats.' }];
    await anna.call('PATCH', `/announcements/${id}`, { translations });
    await release(anna, id);
    world.clock.advance(61_000);
    const bens = (await onPhone('ben', withoutScript)).page;
    await bens.goto(`/announcements/${id}`);
    await bens.getByRole('link', { name: 'Nederlands' }).tap();
    await waitForText(bens, 'h1', 'Verzamelplaats');

    const annas = (await onDesktop('anna', withoutScript)).page;
    await annas.goto(`/announcements/${id}`);
    await annas.getByRole('link', { name: 'Berichtigen' }).click();
    await annas.locator('#body-de').fill('Zum Parkplatz Süd.');
    await annas.getByLabel('Nur die Form ändert sich').check();
    await annas.getByRole('button', { name: 'Neue Fassung freigeben' }).click();
    await waitForText(annas, '.prose', 'Zum Parkplatz Süd.');
    await annas.getByRole('link', { name: 'Zurückziehen' }).click();
    await annas.locator('#reason').fill('Der Platz ist belegt.');
    await annas.getByRole('button', { name: 'Bei 8 Personen zurückziehen' }).click();
    await waitForText(annas, '#paper-text', 'Der Platz ist belegt.');
    await bens.reload();
    await waitForText(bens, '#paper-text', 'Der Platz ist belegt.');
  });
});
