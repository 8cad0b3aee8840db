import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deactivatePerson } from '../../../server/directory/deactivate-person.ts';
import { insertPeople } from '../../../server/directory/directory-store.ts';
import { newId } from '../../../server/platform/ids.ts';
import { eventually } from '../../support/eventually.ts';
import {
  assertionOf,
  attribute,
  genuineWords,
  idpMetadata,
  makeKeyPair,
  persistent,
  responseOf,
  sign,
  type KeyPair,
  type Words,
} from '../../support/forging-idp.ts';
import { provisioner, scimToken } from '../../support/provisioner.ts';
import { comeBack, sessionOf, setOut } from '../../support/saml-visitor.ts';
import { send, type Answer } from '../../support/visitor.ts';
import { describeOnEachDatabase, type World } from '../../support/world.ts';

const hourMs = 3_600_000;
let folder: string;
let own: KeyPair;

async function settings(): Promise<Record<string, string>> {
  folder = await mkdtemp(join(tmpdir(), 'umlauf-saml-'));
  own = await makeKeyPair('own');
  const file = join(folder, 'idp.xml');
  await writeFile(file, idpMetadata([own.certificate]));
  return { SAML_IDP_METADATA: file, ROLE_PUBLISHER_GROUPS: 'Freigabe' };
}

type Says = {
  key: string;
  login?: string;
  groups?: string[];
  more?: Partial<Words>;
  cookie?: string;
  query?: string;
};

async function arrive({ baseUrl, umlauf }: World, says: Says): Promise<Answer> {
  const { key, login = 'ben', groups = [], more = {}, cookie = '', query = '' } = says;
  const journey = await setOut(baseUrl, query, cookie);
  const words: Words = {
    ...genuineWords(umlauf.config.baseUrl, journey.requestId),
    nameId: `<saml:NameID Format="${persistent}">${key}</saml:NameID>`,
    attributes:
      attribute('uid', login) + attribute('mail', 'same@lindenhof.example') + attribute('groups', ...groups),
    ...more,
  };
  return comeBack(baseUrl, journey, responseOf(words, sign(assertionOf(words), 'Assertion', own)));
}

type Me = {
  person: { id: string; login: string };
  roles: string[];
  teams: { name: string }[];
  csrfToken: string;
};

async function meOf({ baseUrl }: World, answer: Answer): Promise<Me> {
  assert.equal(answer.status, 303, answer.text);
  const { status, json } = await send(`${baseUrl}/api/v1/me`, { headers: { cookie: sessionOf(answer) } });
  assert.equal(status, 200);
  return json as Me;
}

const isIn = async ({ baseUrl }: World, answer: Answer): Promise<boolean> =>
  (await send(`${baseUrl}/api/v1/me`, { headers: { cookie: sessionOf(answer) } })).status === 200;

describeOnEachDatabase(
  'With SAML alone, a person',
  (world) => {
    it('is the same as long as the key is, whatever the login and the name become', async () => {
      const first = await meOf(world(), await arrive(world(), { key: 'k-renamed', login: 'maiden' }));
      const second = await meOf(world(), await arrive(world(), { key: 'k-renamed', login: 'married' }));
      assert.deepEqual([second.person.id, second.person.login], [first.person.id, 'married']);
    });

    it('gets nothing of a predecessor with the same login and mail', async () => {
      const groups = ['Freigabe'];
      const before = await meOf(world(), await arrive(world(), { key: 'k-before', login: 'again', groups }));
      const after = await meOf(world(), await arrive(world(), { key: 'k-after', login: 'again' }));
      assert.notEqual(after.person.id, before.person.id);
      assert.deepEqual([after.roles, after.teams, before.roles], [[], [], ['publisher']]);
    });

    it('is in the teams that the identity provider names, and in no other', async () => {
      const names = ({ teams }: Me) => teams.map(({ name }) => name).toSorted();
      const groups = ['Freigabe', 'CN=Halle 4\\, Nord,OU=Gruppen,DC=haus'];
      const first = await meOf(world(), await arrive(world(), { key: 'k-teams', login: 'teams', groups }));
      assert.deepEqual([names(first), first.roles], [['Freigabe', 'Halle 4, Nord'], ['publisher']]);
      const second = await meOf(
        world(),
        await arrive(world(), { key: 'k-teams', login: 'teams', groups: ['B'] }),
      );
      assert.deepEqual([names(second), second.roles], [['B'], []]);
      const third = await meOf(world(), await arrive(world(), { key: 'k-teams', login: 'teams' }));
      assert.deepEqual(names(third), []);
    });

    it('who was deactivated does not come back by signing in', async () => {
      const answer = await arrive(world(), { key: 'k-left', login: 'left' });
      await deactivatePerson(world().umlauf, null, 'left');
      assert.equal(await isIn(world(), answer), false);
      assert.equal((await arrive(world(), { key: 'k-left', login: 'left' })).status, 403);
    });

    it('ends the session that the browser held before, and takes its device along', async () => {
      const before = await arrive(world(), { key: 'k-same', login: 'same' });
      const after = await arrive(world(), { key: 'k-same', login: 'same', cookie: sessionOf(before) });
      assert.deepEqual([await isIn(world(), before), await isIn(world(), after)], [false, true]);
      const { id } = (await meOf(world(), after)).person;
      assert.equal((await world().umlauf.db('devices').where({ person_id: id })).length, 1);
      const other = await arrive(world(), {
        key: 'k-other',
        login: 'other',
        cookie: `${sessionOf(before)}; ${sessionOf(after)}`,
      });
      assert.equal(await isIn(world(), other), true);
      assert.equal((await world().umlauf.db('devices').where({ person_id: id })).length, 0);
    });

    it('on a shared computer is asked for the password again, and nothing is kept', async () => {
      const { request } = await setOut(world().baseUrl, '?shared=1');
      assert.match(request, /ForceAuthn="true"/);
      const answer = await arrive(world(), { key: 'k-shared', login: 'shared', query: '?shared=1' });
      const session = answer.headers.getSetCookie().find((line) => line.startsWith('umlauf='));
      assert.doesNotMatch(session ?? '', /Max-Age|Expires/);
    });

    it('is led to no other host afterwards', async () => {
      for (const path of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example/']) {
        const query = `?returnTo=${encodeURIComponent(path)}`;
        const answer = await arrive(world(), { key: 'k-led', login: 'led', query });
        assert.equal(answer.headers.get('location'), '/');
      }
    });

    it('is sent with a request that asks for no way of signing in, bound by a cookie that goes along', async () => {
      const { request } = await setOut(world().baseUrl);
      assert.doesNotMatch(request, /RequestedAuthnContext/);
      const answer = await send(`${world().baseUrl}/sign-in/saml`, {});
      assert.match(
        answer.headers.getSetCookie().join(),
        /umlauf-saml=[\w-]{43};.*HttpOnly; Secure; SameSite=None/,
      );
    });

    it('cannot address everyone, and is told why; with a roster it can', async () => {
      const answer = await arrive(world(), { key: 'k-anna', login: 'anna', groups: ['Freigabe'] });
      const { csrfToken } = await meOf(world(), answer);
      const call = (path: string, body: object) =>
        send(`${world().baseUrl}/api/v1/announcements${path}`, {
          method: 'POST',
          headers: {
            ...{ cookie: sessionOf(answer), 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
            ...{ 'accept-language': 'de', 'idempotency-key': newId() },
          },
          body: JSON.stringify(body),
        });
      const content = { title: 'Probe', body: 'Um zehn.', priority: 'normal', acknowledgement: 'none' };
      const { id } = (await call('', { ...content, audience: { everyone: true } })).json as { id: string };
      const refused = await call(`/${id}/release`, {});
      assert.deepEqual(
        [refused.status, (refused.json as { type: string }).type],
        [422, '/problems/everyone-unknown'],
      );

      const known = { id: newId(), login: 'of.roster', name: 'R', sortName: 'R', department: '', mail: null };
      const of = { language: 'de', source: 'scim', sourceId: '6f9619ff-8b86-d011-b42d-00c04fc964ff' };
      await world().umlauf.transaction((tx) => insertPeople(tx, [{ ...known, ...of }], Date.now()));
      assert.equal((await call(`/${id}/release`, {})).status, 200);
      const stranger = await arrive(world(), { key: 'k-stranger', login: 'stranger' });
      assert.equal(stranger.status, 403, 'the roster says who is here');

      // What was planned while everyone was known is held when its time comes and nobody knows any more.
      const releaseAt = new Date(world().clock.now() + hourMs).toISOString();
      const later = { ...content, audience: { everyone: true }, releaseAt };
      const planned = (await call('', later)).json as { id: string };
      assert.equal((await call(`/${planned.id}/release`, {})).status, 200);
      await world().umlauf.database.transaction((tx) => tx('people').where({ id: known.id }).delete());
      world().clock.advance(hourMs + 1000);
      const row = await eventually(
        async () =>
          (await world().umlauf.db('announcements').where({ id: planned.id }).first()) as {
            status: string;
            held_at: number | null;
          },
        ({ held_at: heldAt }) => heldAt !== null,
      );
      assert.equal(row.status, 'scheduled');
      world().clock.advance(-hourMs - 1000);
    });

    it('signs in anew at the identity provider every twelve hours, however busy', async () => {
      const answer = await arrive(world(), { key: 'k-busy', login: 'busy' });
      for (let hour = 0; hour < 6; hour += 1) {
        world().clock.advance(2 * hourMs - 1000);
        assert.equal(await isIn(world(), answer), true, `${hour}`);
      }
      world().clock.advance(10_000);
      assert.equal(await isIn(world(), answer), false);
      world().clock.advance(-12 * hourMs - 4000);
    });
  },
  settings,
);

describeOnEachDatabase(
  'With a directory, too, a person',
  (world) => {
    after(() => rm(folder, { recursive: true, force: true }));
    after(() => rm(folder, { recursive: true, force: true }));
    const guid = '6f9619ff-8b86-d011-b42d-00c04fc964ff';

    const by = (...values: string[]) => ({
      more: { attributes: attribute('uid', 'whoever') + attribute('objectGUID', ...values) },
    });

    it('is the one whom the directory knows by the same immutable id, however it is written', async () => {
      const id = newId();
      const person = { id, login: 'clara', name: 'Clara', sortName: 'Clara', department: '', mail: null };
      const of = { language: 'de', source: 'ldap', sourceId: guid };
      await world().umlauf.transaction((tx) => insertPeople(tx, [{ ...person, ...of }], Date.now()));
      const bytes = Buffer.from('ff19966f868b11d0b42d00c04fc964ff', 'hex');
      for (const written of [guid, guid.toUpperCase(), bytes.toString('base64')]) {
        const me = await meOf(world(), await arrive(world(), { key: 'any', ...by(written) }));
        assert.deepEqual([me.person.id, me.person.login], [id, 'clara'], written);
      }
    });

    it('is nobody with another id, with two, or with none, whatever the login', async () => {
      for (const attributes of [
        by('00000000-8b86-d011-b42d-00c04fc964ff'),
        by(guid, 'other'),
        by(),
        by(''),
      ]) {
        const answer = await arrive(world(), { key: 'any', ...attributes });
        assert.equal(answer.status, 403);
      }
    });

    it('who has left the directory is refused', async () => {
      await deactivatePerson(world().umlauf, null, 'clara');
      assert.equal((await arrive(world(), { key: 'any', ...by(guid) })).status, 403);
    });
  },
  async () => ({ ...(await settings()), SAML_ATTRIBUTE_ID: 'objectGUID' }),
);

describeOnEachDatabase(
  'With people whom the identity provider pushes, too, a person',
  (world) => {
    after(() => rm(folder, { recursive: true, force: true }));
    const guid = '7f9619ff-8b86-d011-b42d-00c04fc964ff';
    const by = (value: string) => ({ more: { attributes: attribute('uid', 'x') + attribute('oid', value) } });
    const off = { op: 'replace', path: 'active', value: false };

    it('is the one of this external id, as long as he has access, and then his successor', async () => {
      const { createUser, patch } = provisioner(world());
      const first = await createUser('vera', { externalId: guid.toUpperCase() });
      const vera = await meOf(world(), await arrive(world(), { key: 'any', ...by(guid) }));
      assert.equal(vera.person.login, 'vera');
      assert.equal((await arrive(world(), { key: 'any', ...by(first.id) })).status, 403, 'our id is no key');
      await patch(`/Users/${first.id}`, off);
      assert.equal((await arrive(world(), { key: 'any', ...by(guid) })).status, 403);
      await createUser('vera', { externalId: guid });
      const second = await meOf(world(), await arrive(world(), { key: 'any', ...by(guid) }));
      assert.notEqual(second.person.id, vera.person.id);
    });

    it('is another one whose external id differs in case alone', async () => {
      const { createUser } = provisioner(world());
      await createUser('upper', { externalId: '00uAbC' });
      await createUser('lower', { externalId: '00uabc' });
      const me = await meOf(world(), await arrive(world(), { key: 'any', ...by('00uAbC') }));
      assert.equal(me.person.login, 'upper');
      assert.equal((await arrive(world(), { key: 'any', ...by('00UABC') })).status, 403);
    });

    it('may be one of everyone, because the provider says who that is', async () => {
      const { createUser, createGroup } = provisioner(world());
      await createGroup('Freigabe', [(await createUser('anna', { externalId: 'of-anna' })).id]);
      const answer = await arrive(world(), { key: 'any', ...by('of-anna') });
      const { csrfToken } = await meOf(world(), answer);
      const call = (path: string, body: object) =>
        send(`${world().baseUrl}/api/v1/announcements${path}`, {
          method: 'POST',
          headers: {
            ...{ cookie: sessionOf(answer), 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
            'idempotency-key': newId(),
          },
          body: JSON.stringify(body),
        });
      const content = { title: 'Probe', body: 'Um zehn.', priority: 'normal', acknowledgement: 'none' };
      const { id } = (await call('', { ...content, audience: { everyone: true } })).json as { id: string };
      assert.equal((await call(`/${id}/release`, {})).status, 200);
    });
  },
  async () => ({ ...(await settings()), SAML_ATTRIBUTE_ID: 'oid', SCIM_TOKEN: scimToken }),
);
