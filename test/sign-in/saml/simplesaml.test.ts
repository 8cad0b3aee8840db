import assert from 'node:assert/strict';
import { desktop, isLive, openDevice, type Device } from '../../support/browser.ts';
import { freePort } from '../../support/free-port.ts';
import { startSimpleSaml, type SimpleSaml } from '../../support/simplesaml.ts';
import { passwordOf } from '../../support/simplesaml-config.ts';
import { setOut } from '../../support/saml-visitor.ts';
import { openWorld, type World } from '../../support/world.ts';

const quarterHourMs = 15 * 60_000;

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
    await world.stop();
    await idp.stop();
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

  it('sends nobody round in circles: signed out, one is asked, and not led back in', async () => {
    const device = await open();
    await signIn(device, 'clara');
    const { page } = device;
    await page.goto('/me');
    const visited: string[] = [];
    page.on('framenavigated', (frame) => visited.push(frame.url()));
    await page.getByRole('button', { name: 'Auf diesem Gerät abmelden' }).click();
    await page.waitForURL(/127\.0\.0\.1.*SingleLogout|localhost.*\/sign-in$/);
    await page.getByRole('link', { name: 'Mit dem Firmenkonto anmelden' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    assert.ok(visited.length < 8, visited.join('\n'));
    await page.getByRole('link', { name: 'Mit dem Firmenkonto anmelden' }).click();
    // Signed out there, too: the IdP asks for the password again.
    await page.locator('#password').waitFor();
  });

  it('ends here, with the socket, when one signs out at the identity provider', async () => {
    const device = await open();
    await signIn(device, 'deniz');
    const { page, context } = device;
    await isLive(page);
    const beside = await context.newPage();
    await beside.goto(
      `${idp.address}/saml2/idp/SingleLogoutService.php?ReturnTo=${encodeURIComponent(`${idp.address}/`)}`,
    );
    await page.waitForURL(/sign-in/);
    const me = await context.request.get(`${baseUrl}/api/v1/me`);
    assert.equal(me.status(), 401);
    const left: unknown = await world.umlauf.db('people').where({ login: 'deniz' }).first('left_at');
    assert.deepEqual(left, { left_at: null }, 'who signs out has not left the house');
  });

  it('goes on through a rollover of the signing certificate', async () => {
    await idp.rollOver();
    world.clock.advance(quarterHourMs + 1000);
    await setOut(baseUrl);
    world.clock.advance(-quarterHourMs - 1000);
    const device = await open();
    await signIn(device, 'esther', '/me');
    await device.page.getByText('Esther Vogt').first().waitFor();
  });
});
