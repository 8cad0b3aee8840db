import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companyDirectory } from '../../support/company-directory.ts';
import { eventually } from '../../support/eventually.ts';
import {
  assertionOf,
  attribute,
  genuineWords,
  idpMetadata,
  makeKeyPair,
  responseOf,
  sign,
  type KeyPair,
} from '../../support/forging-idp.ts';
import { replacement } from '../../support/ldif.ts';
import { comeBack, setOut } from '../../support/saml-visitor.ts';
import { startSlapd, type Slapd } from '../../support/slapd.ts';
import type { Answer } from '../../support/visitor.ts';
import { openWorld, type World } from '../../support/world.ts';

describe('With a directory behind the identity provider, whoever signs in', function () {
  this.timeout(60_000);
  let slapd: Slapd;
  let folder: string;
  let own: KeyPair;
  let world: World;
  let isDown = false;

  before(async () => {
    slapd = await startSlapd();
    await companyDirectory(slapd).fill();
    folder = await mkdtemp(join(tmpdir(), 'umlauf-saml-'));
    own = await makeKeyPair('own');
    const file = join(folder, 'idp.xml');
    await writeFile(file, idpMetadata([own.certificate]));
    world = await openWorld('SQLite', {
      ...companyDirectory(slapd).settings(slapd),
      ...{ SAML_IDP_METADATA: file, SAML_ATTRIBUTE_ID: 'entryUUID' },
      // So that nobody but the sign-in itself looks.
      ...{ LDAP_WATCH_SECONDS: '3600', LDAP_SYNC_SECONDS: '86400' },
    });
    const people = () => world.umlauf.db('people').pluck('login');
    await eventually(people, (logins: unknown[]) => logins.length > 0);
  });
  after(async () => {
    await world.stop();
    if (!isDown) await slapd.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function arrive(login: string): Promise<Answer> {
    const { db, config } = world.umlauf;
    const { source_id: key } = (await db('people').where({ login }).first()) as { source_id: string };
    const journey = await setOut(world.baseUrl);
    const words = {
      ...genuineWords(config.baseUrl, journey.requestId),
      attributes: attribute('uid', login) + attribute('entryUUID', key),
    };
    return comeBack(world.baseUrl, journey, responseOf(words, sign(assertionOf(words), 'Assertion', own)));
  }

  it('is looked up there at that moment: who was disabled a second ago stays outside', async () => {
    assert.equal((await arrive('ben')).status, 303);
    const ben = companyDirectory(slapd).personDn('ben');
    await slapd.apply(replacement(ben, 'pwdAccountLockedTime', ['000001010000Z']));
    assert.equal((await arrive('ben')).status, 403);
    await companyDirectory(slapd).delete(companyDirectory(slapd).personDn('clara'));
    assert.equal((await arrive('clara')).status, 403);
    const sessions = (await world.umlauf.db('sessions').pluck('person_id')) as string[];
    assert.equal(sessions.length, 1, 'only the first of them opened a session');
  });

  it('is let in while the directory is down, as the last good copy has him, and the log says so', async () => {
    await slapd.stop();
    isDown = true;
    assert.equal((await arrive('dora')).status, 303);
    assert.ok(world.log.some(({ msg }) => msg === 'the directory could not be asked at a sign-in'));
  });
});
