import type { BrowserContext, Page } from 'playwright-core';
import { waitForText } from './browser.ts';
import type { IssuedSubscription, PushService } from './push-service/push-service.ts';

type IssuingWindow = {
  issueSubscription: (applicationServerKey: unknown) => Promise<IssuedSubscription>;
};

/**
 * Lets the browser subscribe at the push service of the tests; its own is not to be reached from a test. What was
 * issued is kept with the site's data, so that it ends with them.
 */
export async function subscribeAt(context: BrowserContext, pushService: PushService): Promise<void> {
  await context.exposeFunction('issueSubscription', (key: string) =>
    pushService.subscribe({ applicationServerKey: key }),
  );
  await context.addInitScript(() => {
    const place = 'stubbed-push';
    Object.assign(PushManager.prototype, {
      subscribe: async ({ applicationServerKey }: PushSubscriptionOptionsInit) => {
        const issued = await (window as unknown as IssuingWindow).issueSubscription(applicationServerKey);
        localStorage.setItem(place, JSON.stringify(issued));
        return PushManager.prototype.getSubscription();
      },
      getSubscription: () => {
        const kept = localStorage.getItem(place);
        if (kept === null) return Promise.resolve(null);
        const issued = JSON.parse(kept) as IssuedSubscription;
        return Promise.resolve({
          ...issued,
          options: { applicationServerKey: null },
          toJSON: () => ({ ...issued, expirationTime: null }),
          unsubscribe: () => {
            localStorage.removeItem(place);
            return Promise.resolve(true);
          },
        });
      },
    });
  });
}

export async function turnNoticesOn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ich', exact: true }).tap();
  await page.getByRole('button', { name: 'Hinweise auf diesem Gerät einschalten' }).tap();
  await waitForText(page, '[data-push-state="on"]', 'Hinweise sind an');
}
