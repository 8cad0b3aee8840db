import assert from 'node:assert/strict';
import { languages, translate } from '../../server/platform/views/languages.ts';
import { released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { startPushCapture, type Captured, type PushCapture } from '../support/push-capture.ts';
import { openWorld, type World } from '../support/world.ts';

const devicesEach = 2;
const mostPeople = 25;
const title = 'Vertraulich Zorneding 4711';
const body = 'Kennwort Hagebutte';

type Payload = { notification: { data: { owner?: string; text?: { key: string } } } };

/** What may stand in the payload, which the browser of the recipient alone can open. */
const carried: Record<'discreet' | 'title' | 'text', string[]> = {
  discreet: [],
  title: [title, 'Zorneding'],
  text: [title, 'Zorneding', 'Hagebutte', 'Anna', 'Krause', 'Anna Krause'],
};

/** T19: what Google, Apple and Mozilla could read of a release to fifty devices. */
const describeSecrecy = (detail: keyof typeof carried) =>
  function (this: Mocha.Suite) {
    this.timeout(40_000);
    let capture: PushCapture;
    let world: World;
    let seen: Captured[];
    const people: { id: string; login: string; name: string; department: string }[] = [];

    before(async () => {
      capture = await startPushCapture();
      world = await openWorld('SQLite', {
        PUSH_ALLOWED_HOSTS: capture.host,
        PUSH_CA_FILE: capture.caFile,
        PUSH_CONTACT: 'mailto:it@example.org',
        PUSH_DETAIL: detail,
      });
      const found = (await world.umlauf.db('people').orderBy('login').limit(mostPeople)) as typeof people;
      people.push(...found);
      for (const { login } of people) {
        for (let device = 0; device < devicesEach; device += 1) {
          const visitor = await world.signIn(login);
          assert.equal((await visitor.call('POST', '/push-subscriptions', capture.issue())).status, 201);
        }
      }
      await released(await world.signIn('anna'), { title, body, everyone: true });
      seen = await eventually(
        () => capture.captured,
        ({ length }) => length === people.length * devicesEach,
      );
    });
    after(async () => {
      await world.stop();
      await capture.stop();
    });

    it('is as many messages as there are devices, all of one length', () => {
      assert.ok(seen.length >= 50);
      assert.equal(new Set(seen.map(({ bytes }) => bytes)).size, 1);
      assert.equal(new Set(seen.map(({ plaintext }) => Buffer.byteLength(plaintext))).size, 1);
    });

    it('tells by no topic that two devices got the same', () => {
      assert.equal(new Set(seen.map(({ headers }) => headers['topic'])).size, seen.length);
    });

    it('has no id, name or secret of the database in its headers', async () => {
      const words = await wordsOfDatabase(world);
      assert.ok(words.size > 500, `${words.size} words`);
      for (const { headers, path, plaintext } of seen) {
        const { owner, text } = (JSON.parse(plaintext) as Payload).notification.data;
        const shown = `${path}\n${JSON.stringify(headers)}\n${readableJwt(headers.authorization ?? '')}`;
        for (const own of [owner, text?.key]) assert.ok(!own || !shown.includes(own));
        for (const word of words) assert.ok(!shown.includes(word), `${word} stands in ${shown}`);
      }
    });

    it('is told to everybody on the privacy page, in every language, and before notices are turned on', async () => {
      const ben = await world.signIn('ben');
      const told = { discreet: 'discreet', title: 'withTitle', text: 'withText' };
      const hints = { discreet: 'offHint', title: 'offHintTitle', text: 'offHintText' };
      for (const language of languages) {
        await ben.post('/me/language', { language });
        const [page, me] = [await ben.get('/privacy'), await ben.get('/me')];
        for (const each of ['discreet', 'title', 'text'] as const) {
          const isTold = page.text.includes(translate(language, `privacy.${told[each]}`));
          const isHinted = me.text.includes(`>${translate(language, `push.${hints[each]}`)}<`);
          assert.deepEqual([isTold, isHinted], [each === detail, each === detail], `${language} ${each}`);
        }
        assert.equal(page.text.includes(translate(language, 'privacy.keptText')), detail === 'text');
      }
    });

    it('has in the payload nothing but what the house lets it tell, and nothing of a recipient', async () => {
      const teams = ((await world.umlauf.db('teams').select('name')) as { name: string }[]).map(
        ({ name }) => name,
      );
      const names = people.flatMap(({ id, name, department }) => [id, name, department]);
      const telling = new Set(
        [title, 'Zorneding', 'Hagebutte', 'Anna', 'Krause', ...names, ...teams].filter(
          (word) => word.length > 3 && !carried[detail].includes(word),
        ),
      );
      for (const { plaintext } of seen) {
        for (const word of telling) assert.ok(!plaintext.includes(word), `${word} stands in ${plaintext}`);
        for (const word of carried[detail]) assert.ok(plaintext.includes(word), `${word} is missing`);
      }
    });
  };

for (const detail of ['discreet', 'title', 'text'] as const)
  describe(`What a push service gets to see where PUSH_DETAIL is ${detail}`, describeSecrecy(detail));

const readableJwt = (authorization: string): string =>
  authorization
    .split(/[.=, ]/)
    .map((part) => Buffer.from(part, 'base64url').toString())
    .join('\n');

/** Every id, also in the shorter writing that base64url would give it, and every word of six letters or more. */
async function wordsOfDatabase({ umlauf: { db } }: World): Promise<Set<string>> {
  const words = new Set<string>();
  const tables = (await db('sqlite_master').where({ type: 'table' }).select('name')) as { name: string }[];
  for (const { name } of tables) {
    if (name.startsWith('knex_') || name.startsWith('sqlite_')) continue;
    const rows = (await db(name).select()) as Record<string, unknown>[];
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        // These are the push service's own: it made the address, and the keys are public to it.
        if (typeof value !== 'string' || column === 'endpoint') continue;
        for (const word of value.match(/[\p{L}\p{N}_-]{8,}/gu) ?? []) words.add(word);
        if (/^[0-9a-f]{32,}$/.test(value)) words.add(Buffer.from(value, 'hex').toString('base64url'));
      }
    }
  }
  return words;
}
