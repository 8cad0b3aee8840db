import assert from 'node:assert/strict';
import { readRoster } from '../../server/directory/ldap/read-roster.ts';
import { ldapSettings } from '../support/ldap-settings.ts';
import { ldif, replacement } from '../support/ldif.ts';
import { startSlapd, type Slapd } from '../support/slapd.ts';
import { send, type Answer } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const password = 'Rübe & 4711 ';
const wrong = 'not that one';
const refused = /Login or password is not right/;

describe('Signing in with the password of the directory', function () {
  this.timeout(60_000);
  let slapd: Slapd;
  const names = ['ava', 'bo', 'cy', 'disabled', 'expired', 'left', 'absent', 'watched', 'nosy', 'mute'];
  const dn = (login: string) => `uid=${login},ou=Staff,${slapd.base}`;

  before(async () => {
    slapd = await startSlapd();
    await slapd.apply(
      ldif([
        [`ou=Staff,${slapd.base}`, { objectClass: 'organizationalUnit', ou: 'Staff' }],
        [`ou=Branch,${slapd.base}`, { objectClass: 'organizationalUnit', ou: 'Branch' }],
        ...names.map((uid): [string, Record<string, string | string[]>] => [
          dn(uid),
          {
            ...{ objectClass: ['inetOrgPerson', 'shadowAccount'], uid, cn: `${uid} Person`, sn: 'Person' },
            userPassword: password,
          },
        ]),
        ...['Staff', 'Branch'].map((ou): [string, Record<string, string>] => [
          `cn=Double ${ou},ou=${ou},${slapd.base}`,
          {
            objectClass: 'inetOrgPerson',
            uid: 'double',
            cn: `Double ${ou}`,
            sn: 'D',
            userPassword: password,
          },
        ]),
      ]),
    );
    await slapd.apply(replacement(dn('disabled'), 'pwdAccountLockedTime', ['000001010000Z']));
    await slapd.apply(replacement(dn('expired'), 'shadowExpire', ['20000']));
  });
  after(() => slapd.stop());

  const settings = () => ({
    ...{ LDAP_URL: slapd.url, LDAP_CA_FILE: slapd.caFile, LDAP_BASE_DN: slapd.base },
    ...{ LDAP_BIND_DN: slapd.bindDn, LDAP_BIND_PASSWORD: slapd.bindPassword, TRUST_PROXY: '1' },
  });

  describeOnEachDatabase(
    'at the form',
    (world) => {
      const attempt = (
        login: string,
        given: string,
        { address = '10.0.0.1', cookie = '' } = {},
      ): Promise<Answer> =>
        send(`${world().baseUrl}/sign-in`, {
          method: 'POST',
          body: new URLSearchParams({ login, password: given }),
          headers: { 'x-forwarded-for': address, 'accept-language': 'en', cookie },
        });
      const sessions = async (): Promise<number> => {
        const [row] = (await world().umlauf.db('sessions').count({ count: '*' })) as { count: number }[];
        return row?.count ?? 0;
      };
      const reasons = () =>
        world().log.flatMap(({ because }) => (typeof because === 'string' ? [because] : []));
      type Refused = [login: string, given: string, because: string | null];
      const refuses = async (...refusals: Refused[]): Promise<Answer[]> => {
        const [open, told] = [await sessions(), reasons().length];
        const answers = await Promise.all(
          refusals.map(([login, given], index) => attempt(login, given, { address: `10.1.0.${index}` })),
        );
        for (const { status, text } of answers) {
          assert.equal(status, 401);
          assert.match(text, refused);
        }
        assert.equal(await sessions(), open);
        const expected = refusals.flatMap(([, , because]) => because ?? []);
        assert.deepEqual(reasons().slice(told).sort(), expected.sort());
        return answers;
      };

      before(async () => {
        const { clock, umlauf } = world();
        const { people } = await readRoster(ldapSettings(slapd), { clock, log: umlauf.log });
        const rows = people
          .filter(({ login }) => login !== 'absent')
          .filter(({ login }, index, all) => all.findIndex((one) => one.login === login) === index)
          .map(({ sourceId, login, name }, index) => ({
            ...{ id: String(index).padStart(32, '0'), source: 'ldap', source_id: sourceId, login, name },
            ...{ sort_name: name, sort_key: name, search_text: name, department: '', language: 'en' },
            ...{ created_at: 0, left_at: login === 'left' ? 1 : null },
          }));
        await umlauf.transaction(async (tx) => {
          await tx('people').insert(rows);
        });
      });

      const guess = (login: string, from: { address: string; cookie?: string }): Promise<Answer[]> =>
        Promise.all(Array.from({ length: 6 }, () => attempt(login, wrong, from)));

      it('shows a form that asks for both, and nobody to choose', async () => {
        const { status, text } = await send(`${world().baseUrl}/sign-in`, {});
        assert.equal(status, 200);
        assert.match(text, /name="login"[^>]*autocomplete="username"/);
        assert.match(text, /type="password" name="password"/);
        assert.doesNotMatch(text, /demo organisation/);
      });

      it('lets in who knows the password, in whatever case the login is typed', async () => {
        for (const login of ['ava', ' AVA ']) {
          const answer = await attempt(login, password);
          assert.equal(answer.status, 303);
          const cookie = answer.headers
            .getSetCookie()
            .map((line) => line.split(';')[0])
            .join('; ');
          const me = await send(`${world().baseUrl}/api/v1/me`, { headers: { cookie } });
          assert.equal((me.json as { person: { login: string } }).person.login, 'ava');
        }
        const how = (await world().umlauf.db('sessions').distinct('signed_in_how')) as object[];
        assert.deepEqual(how, [{ signed_in_how: 'ldap' }]);
      });

      it('refuses an empty password before anybody is asked', async () => {
        await refuses(['ava', '', null], ['ava', '\0', 'no password']);
      });

      it('refuses everything else with one sentence, and the reason in the log alone', async () => {
        const answers = await refuses(
          ['ava', wrong, 'wrong password'],
          ['nobody', password, 'unknown'],
          ['disabled', password, 'disabled'],
          ['expired', password, 'expired'],
          ['double', password, 'several entries'],
          ['left', password, 'not synchronised'],
          ['absent', password, 'not synchronised'],
        );
        const plain = (text: string) => text.replace(/value="[^"]*"/g, '').replace(/nonce="[^"]*"/g, '');
        assert.equal(new Set(answers.map(({ text }) => plain(text))).size, 1);
        const logged = JSON.stringify(world().log);
        for (const secret of [wrong, password.trim(), slapd.bindPassword])
          assert.ok(!logged.includes(secret));
      });

      it('takes a login for a login and never for a part of a filter', async () => {
        const logins = [
          'u1)(uid=*',
          '*',
          'av*',
          'ava)(|(uid=*',
          '\\61va',
          'a\u00adva',
          '(uid=ava)',
          dn('ava'),
        ];
        await refuses(...logins.map((login): Refused => [login, password, 'unknown']));
      });

      it('takes the entry whose key is known, not the login that somebody else has now', async () => {
        await slapd.apply(`dn: ${dn('cy')}\nchangetype: delete\n\n`);
        await slapd.apply(
          ldif([
            [
              dn('cy'),
              { objectClass: 'inetOrgPerson', uid: 'cy', cn: 'New', sn: 'New', userPassword: password },
            ],
          ]),
        );
        await refuses(['cy', password, 'not synchronised']);
      });

      it('stops guessing at one account from one address, and locks out nobody from elsewhere', async () => {
        const guesses = await Promise.all(Array.from({ length: 12 }, () => attempt('bo', wrong)));
        assert.deepEqual(guesses.map(({ status }) => status).sort(), [
          ...Array<number>(5).fill(401),
          ...Array<number>(7).fill(429),
        ]);
        const late = await attempt('bo', password);
        assert.equal(late.status, 429);
        assert.match(late.text, /too many attempts/);
        assert.match(late.text, /type="password"/);
        assert.equal((await attempt('ava', password)).status, 303, 'a colleague at the same address');
        assert.equal((await attempt('bo', password, { address: '10.0.0.2' })).status, 303, 'another address');
        world().clock.advance(10 * 60 * 1000);
        assert.equal((await attempt('bo', password)).status, 303, 'ten minutes later');
      });

      it('lets in a person at a device of their own, whatever others try beside it', async () => {
        const first = await attempt('watched', password, { address: '10.0.0.3' });
        const cookie = first.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ');
        await guess('watched', { address: '10.0.0.3' });
        assert.equal((await attempt('watched', password, { address: '10.0.0.3' })).status, 429);
        assert.equal((await attempt('watched', password, { address: '10.0.0.3', cookie })).status, 303);
        await guess('nosy', { address: '10.0.0.3', cookie });
        assert.equal((await attempt('nosy', password, { address: '10.0.0.3' })).status, 429);
      });

      it('takes as long for who is unknown as for a wrong password', async () => {
        const time = async (login: string, given: string): Promise<number> => {
          const startedAt = performance.now();
          assert.equal((await attempt(login, given, { address: '10.0.0.4' })).status, 401);
          return performance.now() - startedAt;
        };
        const times = await Promise.all([time('nosy', wrong), time('nobody-there', wrong), time('nosy', '')]);
        assert.ok(Math.min(...times) > 590, times.join(', '));
        assert.ok(Math.max(...times) - Math.min(...times) < 150, times.join(', '));
      });
    },
    settings,
  );
});

describeOnEachDatabase(
  'Signing in while the directory is away',
  (world) => {
    it('is not possible just now, says the form; what was typed stands there still', async () => {
      const answer = await send(`${world().baseUrl}/sign-in`, {
        ...{ method: 'POST', body: new URLSearchParams({ login: 'ava', password }) },
        headers: { 'accept-language': 'en' },
      });
      assert.equal(answer.status, 503);
      assert.match(answer.text, /does not answer just now/);
      assert.match(answer.text, /value="ava"/);
      assert.ok(world().log.some(({ trouble, level }) => trouble === 'down' && level === 40));
    });
  },
  () => ({
    ...{ LDAP_URL: 'ldaps://127.0.0.1:9', LDAP_BASE_DN: 'dc=x', LDAP_BIND_DN: 'cn=a,dc=x' },
    LDAP_BIND_PASSWORD: 'x',
  }),
);
