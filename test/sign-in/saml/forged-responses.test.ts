import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assertionOf,
  genuineWords,
  idpMetadata,
  makeKeyPair,
  responseOf,
  sign,
  type KeyPair,
  type Words,
} from '../../support/forging-idp.ts';
import { bendings, type Forge } from '../../support/saml-bendings.ts';
import { comeBack, setOut, sessionOf } from '../../support/saml-visitor.ts';
import { send } from '../../support/visitor.ts';
import { describeOnEachDatabase, openWorld, type World } from '../../support/world.ts';

let folder: string;
let keys: { own: KeyPair; next: KeyPair; foreign: KeyPair };

async function settings(): Promise<Record<string, string>> {
  folder = await mkdtemp(join(tmpdir(), 'umlauf-saml-'));
  const [own, next, foreign] = await Promise.all(['own', 'next', 'foreign'].map(makeKeyPair));
  assert.ok(own && next && foreign);
  keys = { own, next, foreign };
  const file = join(folder, 'idp.xml');
  await writeFile(file, idpMetadata([own.certificate, next.certificate]));
  return { SAML_IDP_METADATA: file };
}

const publicUrl = (world: World): string => world.umlauf.config.baseUrl;
const forge = (words: Words, { by = keys.own, as = 'Assertion' as 'Assertion' | 'Response' } = {}): string =>
  as === 'Assertion'
    ? responseOf(words, sign(assertionOf(words), 'Assertion', by))
    : sign(responseOf(words, assertionOf(words)), 'Response', by);
const forgeFor = (world: World): Forge => ({ keys, publicUrl: publicUrl(world), genuine: forge });

async function countSessions({ umlauf }: World): Promise<number> {
  const row = (await umlauf.db('sessions').count({ count: '*' }).first()) as { count: number };
  return row.count;
}

describeOnEachDatabase(
  'What an IdP answers',
  (world, kind) => {
    after(() => rm(folder, { recursive: true, force: true }));

    it('opens a session when it is genuine: the assertion signed, the whole response, or both', async () => {
      const both = (words: Words): string =>
        sign(responseOf(words, sign(assertionOf(words), 'Assertion', keys.own)), 'Response', keys.own);
      const ways = [
        (words: Words) => forge(words),
        (words: Words) => forge(words, { as: 'Response' }),
        both,
        (words: Words) => forge(words, { by: keys.next }),
      ];
      for (const way of ways) {
        const journey = await setOut(world().baseUrl, '?returnTo=%2Fme');
        const answer = await comeBack(
          world().baseUrl,
          journey,
          way(genuineWords(publicUrl(world()), journey.requestId)),
        );
        assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/me'], answer.text);
        const me = await send(`${world().baseUrl}/api/v1/me`, { headers: { cookie: sessionOf(answer) } });
        const { person, teams } = me.json as {
          person: { login: string; name: string };
          teams: { name: string }[];
        };
        assert.deepEqual(
          [person.login, person.name, teams.map(({ name }) => name)],
          ['ben', 'Ben Yılmaz', ['Frühschicht']],
        );
      }
    });

    it('opens one session when it comes fifty times at once', async () => {
      const journey = await setOut(world().baseUrl);
      const response = forge(genuineWords(publicUrl(world()), journey.requestId));
      const before = await countSessions(world());
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => comeBack(world().baseUrl, journey, response)),
      );
      const statuses = answers.map(({ status }) => status).toSorted();
      assert.deepEqual(statuses, [303, ...Array.from({ length: 49 }, () => 403)]);
      assert.equal(await countSessions(world()), before + 1);
      const again = await comeBack(world().baseUrl, journey, response);
      assert.equal(again.status, 403);
    });

    it('opens nothing a second time for another request, with the assertion of the first', async () => {
      const first = await setOut(world().baseUrl);
      const words = genuineWords(publicUrl(world()), first.requestId);
      assert.equal((await comeBack(world().baseUrl, first, forge(words))).status, 303);
      const second = await setOut(world().baseUrl);
      const repeated = {
        ...genuineWords(publicUrl(world()), second.requestId),
        assertionId: words.assertionId,
      };
      assert.equal((await comeBack(world().baseUrl, second, forge(repeated))).status, 403);
    });

    if (kind === 'SQLite') {
      it('is tried in at least sixty bent ways', () =>
        assert.ok(bendings.length >= 60, String(bendings.length)));
      for (const { title, bend } of bendings) {
        it(`is refused ${title}`, async () => {
          const before = await countSessions(world());
          const journey = await setOut(world().baseUrl);
          const words = genuineWords(publicUrl(world()), journey.requestId);
          const bent = await bend(words, forgeFor(world()), journey, world().baseUrl);
          const answer = await ('answer' in bent
            ? bent.answer
            : comeBack(world().baseUrl, { ...journey, ...bent.journey }, bent.response));
          assert.ok([400, 403, 413].includes(answer.status), String(answer.status));
          assert.deepEqual([await countSessions(world()), answer.headers.getSetCookie()], [before, []]);
        });
      }
    }
  },
  settings,
);

describe('A giant that is no answer', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite', await settings());
  });
  after(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps nobody waiting', async () => {
    const { baseUrl } = world;
    const journey = await setOut(baseUrl);
    const words = genuineWords(publicUrl(world), journey.requestId);
    const giants = [
      responseOf({ ...words, more: '<a/>'.repeat(50_000) }, assertionOf(words)),
      responseOf({ ...words, more: '<a/>'.repeat(2_000_000) }, assertionOf(words)),
      responseOf({ ...words, more: ' '.repeat(8_000_000) }, assertionOf(words)),
    ];
    for (const giant of giants) {
      // Taken in or broken off, the server has not been kept by it.
      const sent = comeBack(baseUrl, journey, giant).then(
        ({ status }) => status,
        () => 413,
      );
      const startedAt = performance.now();
      const { status } = await send(`${baseUrl}/healthz`, {});
      assert.deepEqual([status, performance.now() - startedAt < 1000], [200, true]);
      assert.ok([403, 413].includes(await sent));
    }
  });
});
