import assert from 'node:assert/strict';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const debianChromium = '/usr/bin/chromium';
/** Playwright's own list, which a second one replaces; before it the pages of the address bar, drawn for each profile. */
const unneeded = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'LensOverlay', 'MediaRouter'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying'],
  ...['AimEnabled', 'PreconnectToSearch'],
];
const quiet = [
  `--disable-features=${unneeded.join()}`,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const patienceMs = 20_000;

export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} satisfies BrowserContextOptions;

export const desktop = { viewport: { width: 1280, height: 800 } } satisfies BrowserContextOptions;

/** A browser profile of its own, as another device has it, with its first page. */
export type Device = {
  context: BrowserContext;
  page: Page;
  /** Errors on the console, violations of the content security policy among them, and uncaught exceptions. */
  troubles: string[];
};

/** One for each process of tests, which takes it along when it ends. */
let launched: Promise<Browser> | undefined;

export async function openDevice(baseUrl: string, options: BrowserContextOptions): Promise<Device> {
  launched ??= chromium.launch({ executablePath: debianChromium, args: quiet });
  const browser = await launched;
  return equip(await browser.newContext({ baseURL: baseUrl, locale: 'de-DE', ...options }));
}

/** A browser with a folder of its own: what it keeps is there again when it is opened once more. */
export async function openProfile(
  folder: string,
  baseUrl: string,
  options: BrowserContextOptions,
): Promise<Device> {
  const settings = { executablePath: debianChromium, args: quiet, baseURL: baseUrl, locale: 'de-DE' };
  return equip(await chromium.launchPersistentContext(folder, { ...settings, ...options }));
}

async function equip(context: BrowserContext): Promise<Device> {
  context.setDefaultTimeout(patienceMs);
  // What tsx compiles calls this of every function that has a name, also where a page evaluates it.
  await context.addInitScript('globalThis.__name = (given) => given');
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (trouble) => troubles.push(trouble.error().message));
  return { context, page: context.pages()[0] ?? (await context.newPage()), troubles };
}

/** By the page on which the demo lets one choose a person. */
export async function signInOn(page: Page, login: string, { shared = false } = {}): Promise<void> {
  await page.goto('/sign-in');
  if (shared) await page.locator('input[name="shared"]').check();
  await page.locator(`button[name="login"][value="${login}"]`).click();
  await page.waitForURL('/');
}

/** The same without that page: the form is sent by the browser's own hand, and the inbox is opened. */
export async function enterOn({ context, page }: Device, login: string): Promise<void> {
  const answer = await context.request.post('/sign-in', { form: { login }, maxRedirects: 0 });
  assert.equal(answer.status(), 303, `sign-in as ${login}`);
  await page.goto('/');
}

export async function waitForText(page: Page, selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector).filter({ hasText: text, visible: true }).first().waitFor();
}

export async function isLive(page: Page): Promise<void> {
  await page.locator('[data-connection="live"]:not([hidden])').waitFor({ state: 'attached' });
}

/** What happens on the page from here on happens without a new document; the answer says whether that held. */
export async function markDocument(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Object.assign(window, { marked: true }));
  return async () => {
    assert.equal(await page.evaluate(() => 'marked' in window), true, 'the document is the same');
  };
}
