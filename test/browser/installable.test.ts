import assert from 'node:assert/strict';
import { describeInBrowser } from '../support/browser-stage.ts';

type Manifest = {
  name: string;
  short_name: string;
  id: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
};

const pngSignature = '89504e470d0a1a0a';

describeInBrowser('The portal as an app', (stage) => {
  it('has a manifest that the browser understands, with icons as large as it says', async () => {
    const { page, context } = await stage().onPhone(null);
    await page.goto('/sign-in');
    const session = await context.newCDPSession(page);
    const { url, data, errors } = await session.send('Page.getAppManifest');
    assert.equal(new URL(url).pathname, '/manifest.webmanifest');
    assert.deepEqual(errors, []);
    const manifest = JSON.parse(data ?? '') as Manifest;
    const { name, short_name: shortName, id, start_url: startUrl, scope, display, icons } = manifest;
    assert.deepEqual(
      [name, shortName, id, startUrl, scope, display],
      ['Umlauf', 'Umlauf', '/', '/', '/', 'standalone'],
    );
    for (const { src, sizes, type } of icons) {
      assert.deepEqual([src, ...(await look(src))], [src, type, sizes]);
    }
    const isThere = (wanted: string) => icons.some(({ sizes, purpose }) => `${purpose} ${sizes}` === wanted);
    assert.ok(['any 192x192', 'any 512x512', 'maskable 512x512'].every(isThere));
    // A browser profile for tests is like a private window, in which nothing can be installed.
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(
      installabilityErrors.map(({ errorId }) => errorId),
      ['in-incognito'],
    );
  });

  it('has a service worker that is never kept for long, and icons for the tab and the home screen', async () => {
    const worker = await fetch(`${stage().baseUrl}/sw.js`);
    assert.match(worker.headers.get('content-type') ?? '', /^text\/javascript\b/);
    assert.equal(worker.headers.get('cache-control'), 'no-cache');
    const { page } = await stage().onPhone(null);
    await page.goto('/sign-in');
    const hrefs = await page
      .locator('link[rel="icon"], link[rel="apple-touch-icon"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    assert.deepEqual(await Promise.all(hrefs.map(look)), [
      ['image/svg+xml', 'any'],
      ['image/png', '180x180'],
    ]);
  });

  async function look(path: string): Promise<[type: string, size: string]> {
    const answer = await fetch(new URL(path, stage().baseUrl));
    assert.equal(answer.status, 200, path);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isPng = bytes.toString('hex', 0, 8) === pngSignature;
    const size = isPng ? `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}` : 'any';
    return [answer.headers.get('content-type')?.split(';')[0] ?? '', size];
  }
});
