import assert from 'node:assert/strict';
import { desktop, openDevice, type Device } from '../../support/browser.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { startSimpleSaml, type SimpleSaml } from '../../support/simplesaml.ts';
import { passwordOf } from '../../support/simplesaml-config.ts';
import { openWorld, type World } from '../../support/world.ts';

describe('Sign-in at a real SimpleSAMLphp, in a real browser', function () {
  this.timeout(60_000);
  let idp: SimpleSaml;
  let world: World;
  let baseUrl: string;
  let devices: Device[] = [];

  before(async () => {
    const port = await freePort();
    // Another site than the IdP's 127.0.0.1, so that SameSite is what it is in the house.
    baseUrl = `http://localhost:${port}`;
    idp = await startSimpleSaml({
      entityId: `${baseUrl}/sign-in/saml/metadata`,
      acsUrl: `${baseUrl}/sign-in/saml/callback`,
      logoutUrl: `${baseUrl}/sign-in/saml/logout`,
    });
    world = await openWorld('SQLite', {
      PORT: String(port),
      SAML_IDP_METADATA: idp.metadataUrl,
      ROLE_PUBLISHER_GROUPS: 'Umlauf-Freigabe',
    });
  });
  afterEach(async () => {
    await Promise.all(devices.map(({ context }) => context.close()));
    devices = [];
  });
  after(async () => {
    await world?.stop();
    await idp?.stop();
  });

  async function open(): Promise<Device> {
    const device = await openDevice(baseUrl, desktop);
    devices.push(device);
    return device;
  }

  async function signIn({ page }: Device, login: string, path = '/'): Promise<void> {
    await page.goto(path);
    await page.getByRole('link', { name: 'Mit dem Firmenkonto anmelden' }).click();
    await page.locator('#username').fill(login);
    await page.locator('#password').fill(passwordOf(login));
    await page.locator('#password').press('Enter');
    await page.waitForURL(baseUrl + path);
  }

  it('leads back to the page that was asked for, as who one is there', async () => {
    const device = await open();
    await signIn(device, 'ben', '/me');
    await device.page.getByText('Ben Yılmaz').first().waitFor();
  });
});
