import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { serve } from '../../server/serve.ts';
import { released } from '../support/announcing.ts';
import {
  desktop,
  isLive,
  markDocument,
  openDevice,
  phone,
  signInOn,
  waitForText,
} from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { signIn } from '../support/visitor.ts';

const note = 'Umlauf wurde erneuert. Seite neu laden';
const atLeast = 44;

describe('A page that is open while the program is renewed', function () {
  this.timeout(60_000);
  let dataDir: string;
  let port: string;
  let running: Awaited<ReturnType<typeof serve>>;

  const start = async (release: string): Promise<void> => {
    running = await serve(readConfig({ PORT: port, DATA_DIR: dataDir }), createLog('silent'));
    // As the build of that release would have named it.
    Object.assign(running.umlauf, { release });
  };
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'umlauf-renewed-'));
    port = String(await freePort());
    await start('a');
  });
  after(async () => {
    await running.stop();
    await rm(dataDir, { recursive: true });
  });

  const releaseOf = (page: Page) => page.locator('html').getAttribute('data-release');
  const isInSight = async (page: Page): Promise<boolean> => {
    const box = await page.locator('#stale a').boundingBox();
    const sight = page.viewportSize();
    assert.ok(box && sight);
    const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest('#stale') !== null, [
      box.x + box.width / 2,
      box.y + box.height / 2,
    ] as const);
    return hit && box.y >= 0 && box.y + box.height <= sight.height;
  };

  it('goes on working, and asks to be loaded again where it is seen', async () => {
    const baseUrl = `http://localhost:${port}`;
    const { id } = await released(await signIn(baseUrl, 'anna'), {
      ...{ teams: ['Frühschicht'], body: 'Benutzen Sie Tor 2.\n\n'.repeat(60) },
    });
    const devices = await Promise.all([phone, desktop].map((options) => openDevice(baseUrl, options)));
    const [bens, hueseyins] = devices.map(({ page }) => page);
    assert.ok(bens && hueseyins);
    await Promise.all([signInOn(bens, 'ben'), signInOn(hueseyins, 'h.celik')]);
    await Promise.all([bens, hueseyins].map((page) => page.goto(`/announcements/${id}`)));
    await Promise.all([bens, hueseyins].map(isLive));
    const isSameDocument = await markDocument(bens);
    await bens.evaluate(() => scrollTo(0, 900));

    await running.stop();
    await start('b');
    await bens.getByRole('button', { name: 'Bestätigen' }).tap();
    await waitForText(bens, '#confirm-bar', 'Beleg ansehen');
    await waitForText(bens, '#stale', note);
    await isSameDocument();
    assert.ok(await isInSight(bens), 'far down on a phone');
    assert.ok(((await bens.locator('#stale a').boundingBox())?.height ?? 0) >= atLeast, 'and can be hit');
    const rows = await running.umlauf.db('acknowledgements').where({ announcement_id: id });
    assert.equal(rows.length, 1);

    // Nobody touched this one: it has come back to the program by itself.
    await waitForText(hueseyins, '#stale', note);
    assert.ok(await isInSight(hueseyins));
    await waitForText(hueseyins, '#status', note);
    await waitForText(hueseyins, '#confirm-bar', 'Bestätigen');

    await bens.locator('#stale a').tap();
    await bens.locator('html[data-release="b"]').waitFor({ state: 'attached' });
    await isLive(bens);
    assert.deepEqual([await releaseOf(bens), await releaseOf(hueseyins)], ['b', 'a']);
    assert.equal(await bens.locator('#stale').isVisible(), false);
    assert.equal(new URL(bens.url()).pathname, `/announcements/${id}`);
    await Promise.all(devices.map(({ context }) => context.close()));
  });
});
