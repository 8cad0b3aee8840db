import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import webPush from 'web-push';
import { readConfig, type Config } from '../server/config.ts';
import { SettingFault } from '../server/setting-fault.ts';
import { makeAuthority, type Authority } from './support/authority.ts';
import type { Environment } from './support/running-umlauf.ts';

const dayMs = 24 * 3600 * 1000;

/** The sentence with which the start is refused. */
function refusal(environment: Environment): string {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof SettingFault, String(error));
    assert.match(error.message, /^[^\n]+\.$/, 'one sentence');
    return error.message;
  }
  assert.fail(`${JSON.stringify(environment)} was taken`);
}

describe('The settings', function () {
  this.timeout(30_000);
  let folder: string;
  let authority: Authority;
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umlauf-config-'));
    authority = await makeAuthority(folder);
  });
  after(() => rm(folder, { recursive: true }));

  it('have defaults for everything', () => {
    const { dataDir, databaseUrl, vapidKeyFile, ...rest } = readConfig({});
    assert.equal(databaseUrl, `sqlite:${join(dataDir, 'umlauf.sqlite')}`);
    assert.equal(vapidKeyFile, join(dataDir, 'keys/vapid.json'));
    assert.equal(dataDir, join(process.cwd(), 'data'));
    const expected: Omit<Config, 'dataDir' | 'databaseUrl' | 'vapidKeyFile'> = {
      ...{
        production: false,
        port: 3000,
        host: '127.0.0.1',
        tls: null,
        baseUrl: 'http://localhost:3000',
        secure: false,
      },
      ...{ timeZone: 'Europe/Berlin', defaultLanguage: 'en', sessionSecret: null, sessionIdleMs: 90 * dayMs },
      ...{
        sharedSessionMs: dayMs / 3,
        trustProxy: null,
        approvalAbove: null,
        maxDropPercent: 10,
        demo: null,
        ldap: null,
        saml: null,
        renewSamlMs: dayMs / 2,
        metricsToken: null,
        logLevel: 'info',
      },
      roleGroups: { admin: null, publisher: null, auditor: null },
      pushContact: 'mailto:umlauf@lindenhof.example',
      pushAllowedHosts: [
        ...[
          'fcm.googleapis.com',
          'updates.push.services.mozilla.com',
          'web.push.apple.com',
          '*.push.apple.com',
        ],
        '*.notify.windows.com',
      ],
      ...{ pushCa: null, pushProxy: null, pushDetail: 'discreet', mail: null, scimToken: null },
      quietHours: { from: '20:00', to: '06:00' },
      criticalBudget: 4,
    };
    assert.deepEqual(rest, expected);
  });

  const taken: [Environment, Partial<Config>][] = [
    [{ PORT: '8080' }, { port: 8080, baseUrl: 'http://localhost:8080' }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [
      { BASE_URL: 'https://umlauf.example/' },
      { baseUrl: 'https://umlauf.example', secure: true, pushContact: 'https://umlauf.example' },
    ],
    [
      { TIME_ZONE: 'Europe/Amsterdam', DEFAULT_LANGUAGE: 'nl' },
      { timeZone: 'Europe/Amsterdam', defaultLanguage: 'nl' },
    ],
    [
      { DATA_DIR: '/srv/umlauf' },
      { databaseUrl: 'sqlite:/srv/umlauf/umlauf.sqlite', vapidKeyFile: '/srv/umlauf/keys/vapid.json' },
    ],
    [{ DATABASE_URL: 'postgres://umlauf@db/umlauf' }, { databaseUrl: 'postgres://umlauf@db/umlauf' }],
    [{ SESSION_DAYS: '7' }, { sessionIdleMs: 7 * dayMs }],
    [{ TRUST_PROXY: '1' }, { trustProxy: '1' }],
    [{ TRUST_PROXY: '10.0.0.0/8, fd00::/8' }, { trustProxy: '10.0.0.0/8, fd00::/8' }],
    [{ DEMO: '0' }, { demo: false }],
    [{ DEMO: '1' }, { demo: true }],
    [
      { ROLE_ADMIN_GROUPS: 'IT; CN=Umlauf,OU=Gruppen ;' },
      { roleGroups: { admin: ['IT', 'CN=Umlauf,OU=Gruppen'], publisher: null, auditor: null } },
    ],
    [{ PUSH_CONTACT: 'mailto:it@house.example' }, { pushContact: 'mailto:it@house.example' }],
    [
      { PUSH_ALLOWED_HOSTS: 'push.intern:8443, *.push.example [::1]:9000' },
      { pushAllowedHosts: ['push.intern:8443', '*.push.example', '[::1]:9000'] },
    ],
    [{ PUSH_PROXY: 'http://proxy.intern:3128' }, { pushProxy: new URL('http://proxy.intern:3128') }],
    [
      { PUSH_DETAIL: 'title', LOG_LEVEL: 'debug' },
      { pushDetail: 'title', logLevel: 'debug' },
    ],
    [{ PUSH_DETAIL: 'text' }, { pushDetail: 'text' }],
    [{ METRICS_TOKEN: 'sixteen-or-more!' }, { metricsToken: 'sixteen-or-more!' }],
    [{ SCIM_TOKEN: 'x'.repeat(32) }, { scimToken: 'x'.repeat(32), demo: false }],
    [
      { PORT: '  4000 ', HOST: '' },
      { port: 4000, host: '127.0.0.1' },
    ],
    [
      { NODE_ENV: 'production', BASE_URL: 'https://umlauf.example' },
      { production: true, demo: false },
    ],
  ];
  for (const [environment, expected] of taken) {
    it(`take ${JSON.stringify(environment)}`, () => {
      const config = readConfig(environment);
      for (const [name, value] of Object.entries(expected))
        assert.deepEqual(config[name as keyof Config], value, name);
    });
  }

  const wrong: Environment[] = [
    ...['abc', '-1', '65536', '80.5', '80 81'].map((PORT) => ({ PORT })),
    ...[
      'umlauf.example',
      'ftp://umlauf.example',
      'https://',
      'https://umlauf.example/portal',
      'https://umlauf.example?x',
    ].map((BASE_URL) => ({ BASE_URL })),
    ...['Europe/Entenhausen', '+25:00', 'MEZ?'].map((TIME_ZONE) => ({ TIME_ZONE })),
    ...['fr', 'DE', 'english'].map((DEFAULT_LANGUAGE) => ({ DEFAULT_LANGUAGE })),
    ...['mysql://db/umlauf', 'sqlite:', 'umlauf.sqlite', 'postgres://', 'postgres://[oops'].map(
      (DATABASE_URL) => ({ DATABASE_URL }),
    ),
    { SESSION_SECRET: 'short' },
    ...['0', '366', 'ninety', '1.5'].map((SESSION_DAYS) => ({ SESSION_DAYS })),
    ...[
      'yes',
      '1.2.3',
      '10.0.0.0/33',
      'fd00::/129',
      '10.0.0.0/8;',
      'proxy.intern',
      '10.0.0.0/8/8',
      '100',
    ].map((TRUST_PROXY) => ({ TRUST_PROXY })),
    ...['yes', 'true', '2'].map((DEMO) => ({ DEMO })),
    ...['it@house.example', 'mailto:it', 'http://house.example'].map((PUSH_CONTACT) => ({ PUSH_CONTACT })),
    ...[
      'mailto:<it@house.example>',
      'mailto:it@localhost',
      'https://localhost:3000',
      'https://a b.example',
    ].map((PUSH_CONTACT) => ({ PUSH_CONTACT })),
    ...['https://push.intern', 'push.intern/x', '*', '*.a.example:443', 'push.intern:port', 'a..b'].map(
      (PUSH_ALLOWED_HOSTS) => ({ PUSH_ALLOWED_HOSTS }),
    ),
    ...['proxy.intern:3128', 'socks5://proxy.intern', 'http://proxy.intern/x'].map((PUSH_PROXY) => ({
      PUSH_PROXY,
    })),
    ...['everything', 'Text'].map((PUSH_DETAIL) => ({ PUSH_DETAIL })),
    { METRICS_TOKEN: 'short' },
    { SCIM_TOKEN: 'x'.repeat(31) },
    { LOG_LEVEL: 'loud' },
    ...['TLS_CERT_FILE', 'TLS_KEY_FILE'].map((name) => ({ [name]: '/etc/hostname' })),
    ...['PUSH_CA_FILE', 'SESSION_SECRET_FILE', 'DATABASE_URL_FILE', 'METRICS_TOKEN_FILE'].map((name) => ({
      [name]: '/nowhere/at/all',
    })),
  ];
  for (const environment of wrong) {
    const [name = ''] = Object.keys(environment);
    it(`refuse ${JSON.stringify(environment)} in one sentence that names it`, () => {
      assert.match(refusal(environment), new RegExp(`\\b${name}\\b`));
    });
  }

  it('take a certificate with its key, or neither', async () => {
    const { certFile, keyFile, caFile } = authority;
    const { tls, baseUrl, secure } = readConfig({ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile });
    assert.match(tls?.cert ?? '', /BEGIN CERTIFICATE/);
    assert.deepEqual([baseUrl, secure], ['https://localhost:3000', true]);
    const pairs = [
      [certFile, '/nowhere'],
      ['/nowhere', keyFile],
      [certFile, caFile],
      [caFile, keyFile],
      [await file('empty', ''), keyFile],
    ];
    for (const [cert = '', key = ''] of pairs) {
      assert.match(refusal({ TLS_CERT_FILE: cert, TLS_KEY_FILE: key }), /TLS_(CERT|KEY)_FILE/);
    }
  });

  it('take a further authority for push, and nothing else in its place', () => {
    assert.match(readConfig({ PUSH_CA_FILE: authority.caFile }).pushCa ?? '', /BEGIN CERTIFICATE/);
    assert.match(refusal({ PUSH_CA_FILE: authority.keyFile }), /PUSH_CA_FILE/);
  });

  it('take VAPID keys that are some, or make them where they are said to be', async () => {
    const good = await file('vapid.json', JSON.stringify(webPush.generateVAPIDKeys()));
    assert.equal(readConfig({ VAPID_KEY_FILE: good }).vapidKeyFile, good);
    assert.equal(
      readConfig({ VAPID_KEY_FILE: join(folder, 'later.json') }).vapidKeyFile,
      join(folder, 'later.json'),
    );
    for (const content of [
      '',
      'null',
      '{}',
      '{"publicKey":"AA","privateKey":"AA"}',
      '-----BEGIN PRIVATE KEY-----',
    ]) {
      assert.match(refusal({ VAPID_KEY_FILE: await file('odd.json', content) }), /VAPID_KEY_FILE/);
    }
  });

  it('read every secret from a file too, but not twice', async () => {
    const secret = 'a-secret-of-more-than-thirty-two-signs';
    const from = await file('secret', `${secret}\n`);
    assert.equal(readConfig({ SESSION_SECRET_FILE: from }).sessionSecret, secret);
    assert.equal(readConfig({ METRICS_TOKEN_FILE: from }).metricsToken, secret);
    assert.equal(readConfig({ SCIM_TOKEN_FILE: from }).scimToken, secret);
    const database = await file('database', 'postgres://umlauf:pw@db/umlauf\n');
    assert.equal(readConfig({ DATABASE_URL_FILE: database }).databaseUrl, 'postgres://umlauf:pw@db/umlauf');
    for (const name of ['SESSION_SECRET', 'METRICS_TOKEN', 'DATABASE_URL', 'SCIM_TOKEN']) {
      const both = refusal({ [name]: secret, [`${name}_FILE`]: from });
      assert.match(both, new RegExp(`${name} and ${name}_FILE`));
      assert.ok(!both.includes(secret));
      assert.match(refusal({ [`${name}_FILE`]: await file('nothing', '\n') }), new RegExp(name));
    }
  });

  const directory: Environment = {
    ...{ LDAP_URL: 'ldaps://ldap.lindenhof.example', LDAP_BASE_DN: 'dc=lindenhof,dc=example' },
    ...{ LDAP_BIND_DN: 'LINDENHOF\\umlauf', LDAP_BIND_PASSWORD: 'a password' },
  };

  it('take people from a directory that is read, or from an IdP that pushes them', () => {
    assert.match(refusal({ ...directory, SCIM_TOKEN: 'x'.repeat(32) }), /LDAP_URL and SCIM_TOKEN/);
  });

  it('of a directory have defaults, and end the demo', () => {
    const { ldap, demo } = readConfig(directory);
    assert.equal(demo, false);
    assert.equal(readConfig({ ...directory, DEMO: '1' }).demo, true);
    assert.deepEqual(ldap, {
      ...{ url: 'ldaps://ldap.lindenhof.example', startTls: false, ca: null, schema: 'auto' },
      ...{ bindDn: 'LINDENHOF\\umlauf', bindPassword: 'a password', baseDn: 'dc=lindenhof,dc=example' },
      ...{ peopleBases: ['dc=lindenhof,dc=example'], groupsBases: ['dc=lindenhof,dc=example'] },
      ...{ peopleFilter: null, groupsFilter: null, watchMs: 10_000, syncMs: 300_000 },
    });
  });

  it('of a directory can all be given', async () => {
    const { ldap, maxDropPercent } = readConfig({
      ...{ ...directory, LDAP_URL: 'ldap://10.0.0.5:1389', LDAP_STARTTLS: '1', LDAP_SCHEMA: 'ad' },
      ...{ LDAP_CA_FILE: authority.caFile, LDAP_BIND_PASSWORD: '' },
      LDAP_BIND_PASSWORD_FILE: await file('bind', 'from a file\n'),
      LDAP_PEOPLE_BASE: 'ou=Wards\\; Night,dc=x;ou=Office,dc=x',
      ...{ LDAP_GROUPS_BASE: 'ou=Teams,dc=x', LDAP_PEOPLE_FILTER: '(employeeType=staff)' },
      ...{ LDAP_GROUPS_FILTER: '(cn=u-*)', LDAP_WATCH_SECONDS: '5', LDAP_SYNC_SECONDS: '600' },
      LDAP_MAX_DROP_PERCENT: '25',
    });
    assert.deepEqual(ldap?.peopleBases, ['ou=Wards\\; Night,dc=x', 'ou=Office,dc=x']);
    assert.match(ldap.ca ?? '', /BEGIN CERTIFICATE/);
    assert.deepEqual(
      [ldap.bindPassword, ldap.startTls, ldap.schema, ldap.watchMs, ldap.syncMs, maxDropPercent],
      ['from a file', true, 'ad', 5000, 600_000, 25],
    );
  });

  const wrongDirectories: [name: string, given: Environment][] = [
    ['LDAP_URL', { LDAP_URL: 'ldap://ldap.lindenhof.example' }],
    ['LDAP_URL', { LDAP_STARTTLS: '1' }],
    ['LDAP_URL', { LDAP_URL: 'https://ldap.lindenhof.example' }],
    ['LDAP_URL', { LDAP_URL: 'ldaps://ldap.lindenhof.example/dc=x' }],
    ['LDAP_URL', { LDAP_URL: 'ldaps://me:secret@ldap.lindenhof.example' }],
    ['LDAP_BIND_DN', { LDAP_BIND_DN: '' }],
    ['LDAP_BIND_PASSWORD', { LDAP_BIND_PASSWORD: '' }],
    ['LDAP_BASE_DN', { LDAP_BASE_DN: '' }],
    ['LDAP_BASE_DN', { LDAP_BASE_DN: 'lindenhof.example' }],
    ['LDAP_PEOPLE_BASE', { LDAP_PEOPLE_BASE: 'ou=Staff,dc=x;Office' }],
    ['LDAP_GROUPS_BASE', { LDAP_GROUPS_BASE: ';' }],
    ['LDAP_PEOPLE_FILTER', { LDAP_PEOPLE_FILTER: 'employeeType=staff' }],
    ['LDAP_GROUPS_FILTER', { LDAP_GROUPS_FILTER: '(cn=u-*' }],
    ['LDAP_SCHEMA', { LDAP_SCHEMA: 'edirectory' }],
    ['LDAP_CA_FILE', { LDAP_CA_FILE: '/nowhere/at/all' }],
    ['LDAP_WATCH_SECONDS', { LDAP_WATCH_SECONDS: '0' }],
    ['LDAP_MAX_DROP_PERCENT', { LDAP_MAX_DROP_PERCENT: '101' }],
  ];
  for (const [name, given] of wrongDirectories)
    it(`refuse a directory with ${JSON.stringify(given)} in one sentence that names it`, () => {
      const sentence = refusal({ ...directory, ...given });
      assert.match(sentence, new RegExp(`\\b${name}\\b`));
      assert.doesNotMatch(sentence, /secret|a password/);
    });

  it('of a directory without its address are not taken', () => {
    assert.match(refusal({ LDAP_BASE_DN: 'dc=x' }), /^LDAP_BASE_DN .*LDAP_URL/);
  });

  it('of a mail server say how it is reached, and from whom mails come', async () => {
    const from = { MAIL_FROM: 'Umlauf Lindenhof <umlauf@lindenhof.example>' };
    const sender = { name: 'Umlauf Lindenhof', address: 'umlauf@lindenhof.example' };
    assert.deepEqual(readConfig({ ...from, SMTP_URL: 'smtp://mail.lindenhof.example' }).mail, {
      ...{ host: 'mail.lindenhof.example', port: 25, secure: false, login: null, ca: null, from: sender },
    });
    const { mail } = readConfig({
      ...{ ...from, SMTP_CA_FILE: authority.caFile },
      SMTP_URL_FILE: await file('smtp', 'smtps://umlauf:a%20secret@[::1]:2465\n'),
    });
    assert.deepEqual(
      [mail?.host, mail?.port, mail?.secure, mail?.login],
      ['::1', 2465, true, { user: 'umlauf', password: 'a secret' }],
    );
    assert.match(mail?.ca ?? '', /BEGIN CERTIFICATE/);
  });

  const wrongMail: [name: string, given: Environment][] = [
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example' }],
    ['SMTP_URL', { MAIL_FROM: 'umlauf@lindenhof.example' }],
    ['SMTP_URL', { SMTP_CA_FILE: '/nowhere/at/all' }],
    ['SMTP_URL', { SMTP_URL: 'https://mail.example', MAIL_FROM: 'u@b.example' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://me:secret@mail.example/?pool=1', MAIL_FROM: 'u@b.example' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example', MAIL_FROM: 'u@b.example' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Umlauf' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'U <u@b.example>\r\nBcc: x@y.example' }],
  ];
  for (const [name, given] of wrongMail)
    it(`refuse mail with ${JSON.stringify(given)} in one sentence that names it`, () => {
      const sentence = refusal(given);
      assert.match(sentence, new RegExp(`\\b${name}\\b`));
      assert.doesNotMatch(sentence, /secret/);
    });

  it('want https in production, and no demo', () => {
    assert.match(refusal({ NODE_ENV: 'production' }), /BASE_URL/);
    assert.match(refusal({ NODE_ENV: 'production', BASE_URL: 'http://umlauf.example' }), /BASE_URL.*https/);
    assert.match(
      refusal({ NODE_ENV: 'production', BASE_URL: 'https://umlauf.example', DEMO: '1' }),
      /DEMO.*production/,
    );
  });

  for (const name of ['REDIS_URL', 'CLAMD_URL']) {
    it(`say that ${name} comes later instead of ignoring it`, () =>
      assert.match(refusal({ [name]: 'x' }), new RegExp(`^${name} .*yet\\.$`)));
  }
});
