import assert from 'node:assert/strict';
import type { BrowserContextOptions } from 'playwright-core';
import { desktop, enterOn, openDevice, phone, type Device } from './browser.ts';
import { startPushService, type PushService } from './push-service/push-service.ts';
import { pushSettings } from './push-devices.ts';
import { openWorld, type World } from './world.ts';

const severalPagesMs = 60_000;

/** One for each process of tests, which takes it along when it ends. */
let shared: Promise<PushService> | undefined;

export type Stage = {
  world: World;
  baseUrl: string;
  pushService: PushService;
  /** Signs in, when somebody is named; what the page complains about fails the test, unless it is expected. */
  onPhone: (login: string | null, options?: BrowserContextOptions) => Promise<Device>;
  onDesktop: (login: string | null, options?: BrowserContextOptions) => Promise<Device>;
  expectTroubles: (expected: RegExp) => void;
};

/** Scenarios in Chromium against the portal on SQLite, with a push service it may reach. */
export function describeInBrowser(
  title: string,
  scenarios: (stage: () => Stage) => void,
  settings: Record<string, string> = {},
): void {
  describe(title, function () {
    this.timeout(severalPagesMs);
    let stage: Stage | undefined;
    let devices: Device[] = [];
    let expected = /^$/;

    before(async () => {
      shared ??= startPushService();
      const pushService = await shared;
      await pushService.reset();
      const world = await openWorld('SQLite', { ...pushSettings(pushService), ...settings });
      const { baseUrl } = world.umlauf.config;
      const open = async (login: string | null, options: BrowserContextOptions): Promise<Device> => {
        const device = await openDevice(baseUrl, options);
        devices.push(device);
        if (login !== null) await enterOn(device, login);
        return device;
      };
      stage = {
        ...{ world, baseUrl, pushService },
        onPhone: (login, options) => open(login, { ...phone, ...options }),
        onDesktop: (login, options) => open(login, { ...desktop, ...options }),
        expectTroubles: (pattern) => {
          expected = pattern;
        },
      };
    });

    afterEach(async () => {
      const troubles = devices
        .flatMap((device) => device.troubles)
        .filter((trouble) => !expected.test(trouble));
      await Promise.all(devices.map(({ context }) => context.close()));
      devices = [];
      expected = /^$/;
      assert.deepEqual(troubles, [], 'no page complains');
    });

    after(async () => {
      await stage?.world.stop();
    });

    scenarios(() => {
      assert.ok(stage, 'the stage is set');
      return stage;
    });
  });
}
