import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';
import { DirectoryFault, type DirectoryTrouble } from '../../../server/directory/ldap/directory-fault.ts';
import { readRoster } from '../../../server/directory/ldap/read-roster.ts';
import type { LdapSettings } from '../../../server/directory/ldap/ldap-settings.ts';
import { createLog } from '../../../server/platform/log.ts';
import { makeAuthority } from '../../support/authority.ts';
import { startBentDirectory, type Bend, type BentDirectory } from '../../support/bent-directory.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { ldapSettings } from '../../support/ldap-settings.ts';
import { startSlapd, type Slapd } from '../../support/slapd.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { trapEntries } from '../../support/traps.ts';

const run = promisify(execFile);
const patience = { connectMs: 500, answerMs: 700 };

/** The reading fails as a whole, with one sentence. */
async function fails(settings: LdapSettings, code: DirectoryTrouble): Promise<void> {
  await assert.rejects(
    readRoster(settings, { clock: createTestClock(), log: createLog('silent') }, patience),
    (error: unknown) => {
      assert.ok(error instanceof DirectoryFault, String(error));
      assert.equal(error.code, code, `${error.message}: ${String(error.cause)}`);
      assert.doesNotMatch(error.message, /\n|reads and nothing else/);
      return true;
    },
  );
}

const addressOf = (server: Server, scheme: string, host = '127.0.0.1'): string =>
  `${scheme}://${host}:${(server.address() as AddressInfo).port}`;

describe('A directory that is broken gives no roster at all', function () {
  this.timeout(60_000);
  let directory: BentDirectory;
  let slapd: Slapd;
  let silent: Server;
  let folder: string;
  const base = 'DC=lindenhof,DC=example';

  before(async () => {
    [directory, slapd, folder] = await Promise.all([
      startBentDirectory(),
      startSlapd(),
      mkdtemp(join(tmpdir(), 'umlauf-broken-')),
    ]);
    await slapd.apply(trapEntries('a good password'));
    silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const objectClass = ['inetOrgPerson'];
    directory.entries.push(
      { dn: '', attributes: { objectClass: ['top'] } },
      { dn: base, attributes: { objectClass: ['domain'] } },
      ...Array.from({ length: 450 }, (_, index) => ({
        dn: `uid=p${index},${base}`,
        attributes: { objectClass, uid: [`p${index}`], cn: ['P'], entryUUID: [`id-${index}`] },
      })),
      {
        dn: `cn=All,${base}`,
        attributes: {
          ...{ objectClass: ['groupOfNames'], cn: ['All'], entryUUID: ['all'] },
          member: Array.from({ length: 1600 }, (_, index) => `uid=p${index},${base}`),
        },
      },
    );
  });
  after(async () => {
    silent.close();
    await Promise.all([directory.stop(), slapd.stop(), rm(folder, { recursive: true })]);
  });

  it('while nothing is bent it gives one', async () => {
    directory.bend = {};
    const settings = ldapSettings(directory);
    const roster = await readRoster(settings, { clock: createTestClock(), log: createLog('silent') });
    assert.equal(roster.people.length, 450);
  });

  const bends: [title: string, bend: Bend, code: DirectoryTrouble][] = [
    ['whose connection ends between two pages', { dropAtSearch: 4 }, 'down'],
    ['whose connection ends in the middle of an answer', { halfAnswerAtSearch: 4 }, 'down'],
    ['that stops answering', { silentAtSearch: 4 }, 'timeout'],
    ['behind which a stranger asks from now on', { strangerFromSearch: 4 }, 'anonymous'],
    ['that keeps a part of a large group to itself', { withholdsRanges: true }, 'incomplete'],
    ['that answers with empty pages without end', { endlessPages: true }, 'incomplete'],
  ];
  for (const [title, bend, code] of bends)
    it(`${title}: ${code}`, async () => {
      directory.bend = bend;
      await fails(ldapSettings(directory), code);
    });

  it('that is not there: down', async () => {
    await fails({ ...ldapSettings(directory), url: `ldaps://127.0.0.1:${await freePort()}` }, 'down');
  });

  it('that takes the call and says nothing, with TLS or before it: timeout', async () => {
    await fails({ ...ldapSettings(slapd), url: addressOf(silent, 'ldaps') }, 'timeout');
    await fails({ ...ldapSettings(slapd), url: addressOf(silent, 'ldap'), startTls: true }, 'timeout');
  });

  it('with a certificate that another authority signed: tls', async () => {
    const { caFile } = await makeAuthority(join(folder, 'other'));
    await fails(ldapSettings({ ...slapd, caFile }), 'tls');
    await fails({ ...ldapSettings({ ...slapd, caFile }), url: slapd.plainUrl, startTls: true }, 'tls');
    await fails({ ...ldapSettings(slapd), ca: null }, 'tls');
  });

  it('with a certificate of another host: tls', async () => {
    for (const [origin, startTls] of [
      [slapd.url, false],
      [slapd.plainUrl, true],
    ] as const) {
      const relay = createServer((socket) => {
        const onward = connect(Number(new URL(origin).port), '127.0.0.1');
        socket.on('error', () => onward.destroy()).pipe(onward);
        onward.on('error', () => socket.destroy()).pipe(socket);
      }).listen(0, '127.0.0.2');
      await once(relay, 'listening');
      const url = addressOf(relay, startTls ? 'ldap' : 'ldaps', '127.0.0.2');
      await fails({ ...ldapSettings(slapd), url, startTls }, 'tls');
      relay.close();
    }
  });

  it('with a certificate that has run out: tls', async () => {
    const authority = await makeAuthority(join(folder, 'past'));
    const sign = 'x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 3 -out past.pem -days 0';
    const cwd = join(folder, 'past');
    await run('openssl', [...sign.split(' '), '-extfile', 'authority.cnf', '-extensions', 'leaf'], { cwd });
    const [cert, key] = await Promise.all([readFile(join(cwd, 'past.pem')), readFile(authority.keyFile)]);
    const end = Date.parse(new X509Certificate(cert).validTo);
    const server = createTlsServer({ cert, key }).listen(0, '127.0.0.1');
    server.on('tlsClientError', () => undefined);
    await once(server, 'listening');
    await eventually(Date.now, (now) => now > end + 1000);
    const url = addressOf(server, 'ldaps');
    await fails(ldapSettings({ ...slapd, url, caFile: authority.caFile }), 'tls');
    server.close();
  });

  it('that hangs up where TLS should begin: down', async () => {
    await fails({ ...ldapSettings(slapd), url: slapd.plainUrl.replace('ldap:', 'ldaps:') }, 'down');
  });

  it('that does not take our password: credentials', async () => {
    await fails({ ...ldapSettings(slapd), bindPassword: 'not that one' }, 'credentials');
    await fails({ ...ldapSettings(slapd), bindDn: `cn=nobody,${slapd.base}` }, 'credentials');
  });

  it('that takes us for a stranger and shows a fraction, with success: anonymous', async () => {
    await fails({ ...ldapSettings(slapd), bindDn: '', bindPassword: '' }, 'anonymous');
  });

  it('whose base is not there: refused', async () => {
    await fails({ ...ldapSettings(slapd), baseDn: 'dc=elsewhere,dc=example' }, 'refused');
    await fails(ldapSettings(slapd, { peopleBases: [`ou=Gone,${slapd.base}`] }), 'refused');
  });

  it('that shows not one person: empty', async () => {
    await fails(ldapSettings(slapd, { peopleBases: [`ou=Computers,${slapd.base}`] }), 'empty');
    await fails(ldapSettings(slapd, { peopleFilter: '(uid=nobody)' }), 'empty');
  });
});
