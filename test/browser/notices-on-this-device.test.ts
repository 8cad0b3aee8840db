import assert from 'node:assert/strict';
import { signInOn, waitForText } from '../support/browser.ts';
import { describeInBrowser } from '../support/browser-stage.ts';
import { deliverPush, shownNotices } from '../support/notices.ts';
import { axeFile, findViolations } from '../support/pages/find-violations.ts';
import { subscribeAt, turnNoticesOn } from '../support/stubbed-push.ts';

const button = 'Hinweise auf diesem Gerät einschalten';
const mayNotify = { permissions: ['notifications'] };

describeInBrowser('Notices on this device', (stage) => {
  it('arrive for the test that Ben asks for', async () => {
    const { pushService, onPhone } = stage();
    const { page, context } = await onPhone('ben', mayNotify);
    await subscribeAt(context, pushService);
    await turnNoticesOn(page);
    await page.getByRole('button', { name: 'Test an mich senden' }).tap();
    await waitForText(page, '[role="status"]', 'Der Test ist unterwegs.');
    const { plaintext } = await pushService.nextMessage();
    const { notification } = JSON.parse(plaintext) as { notification: { data: { kind: string } } };
    assert.equal(notification.data.kind, 'test');
    await deliverPush(page, plaintext);
    assert.equal((await shownNotices(page))[0]?.title, 'Hinweise kommen an');
  });

  it('are given up after fifteen seconds when the push service never answers, and can be tried again', async () => {
    const { page } = await stage().onPhone('ben', mayNotify);
    await page.clock.install();
    await page.addInitScript(() => {
      let asked = 0;
      PushManager.prototype.subscribe = () => {
        asked += 1;
        if (asked === 1) return new Promise(() => undefined);
        return Promise.reject(new DOMException('Registration failed - push service error', 'AbortError'));
      };
    });
    await page.goto('/me');
    await page.getByRole('button', { name: button }).tap();
    await waitForText(page, '[data-push-state]', 'Bitte lassen Sie Hinweise dort zu.');
    await page.clock.runFor(14_000);
    await waitForText(page, '[data-push-state]', 'Bitte lassen Sie Hinweise dort zu.');
    await page.clock.runFor(1_000);
    await waitForText(page, '[data-push-state]', 'Der Push-Dienst des Browsers antwortet nicht.');
    await waitForText(page, '#status', 'antwortet nicht');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForText(page, '[data-push-state]', 'konnte sich bei seinem Push-Dienst nicht anmelden');
    await waitForText(page, '[data-push-state]', 'Google-Dienste für Push-Mitteilungen verwenden');
  });

  it('are told to be blocked when the browser refuses them, now or long ago', async () => {
    const blocked = 'Der Browser lässt keine Hinweise zu.';
    // Without a permission of its own, Chromium refuses when it is asked; with another one, before.
    const asked = await stage().onPhone('ben');
    await asked.page.goto('/me');
    await asked.page.getByRole('button', { name: button }).tap();
    await waitForText(asked.page, '[data-push-state]', blocked);
    const refused = await stage().onPhone('ben', { permissions: ['geolocation'] });
    await refused.context.addInitScript({ path: axeFile });
    await refused.page.goto('/me');
    await waitForText(refused.page, '[data-push-state]', blocked);
    assert.equal(await refused.page.getByRole('button', { name: button }).count(), 0);
    await refused.page.getByRole('link', { name: 'Seite neu laden' }).tap();
    await waitForText(refused.page, '[data-push-state]', blocked);
    const shown = await refused.page.evaluate(() => {
      const explanations = [...document.querySelectorAll<HTMLElement>('[data-push-state]:has(.notice)')];
      for (const explanation of explanations) explanation.hidden = false;
      return explanations.length;
    });
    assert.equal(shown, 10);
    assert.deepEqual(await findViolations(refused.page), [], 'none of the explanations bars anybody');
  });

  it('are not offered on a shared computer, which keeps nobody signed in', async () => {
    const { page, context } = await stage().onDesktop(null, mayNotify);
    await signInOn(page, 'ben', { shared: true });
    await page.goto('/me');
    await waitForText(page, '[data-push-state]', 'Keine Hinweise auf einem gemeinsamen Rechner');
    assert.equal(await page.getByRole('button', { name: button }).count(), 0);
    const cookies = await context.cookies();
    assert.deepEqual(
      cookies.map(({ name, expires }) => [name, expires]),
      [['umlauf', -1]],
    );
  });
});
