import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { planQueries } from '../support/query-plans.ts';
import { changesNothing } from '../support/table-prints.ts';
import { bearer, makeToken } from '../support/tokens.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [minuteMs, dayMs] = [60_000, 24 * 3_600_000];
const page = '/administration/delivery';
const examination = `${page}/examination`;

/** What stands between the tags. */
const wordsOf = (html: string): string =>
  html
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+([;:])?/g, (_all, sign: string | undefined) => sign ?? ' ');

/** Each line of the page's lists, in words. */
const linesOf = (html: string): string[] =>
  [...html.matchAll(/<li class="line">(.*?)<\/li>/gs)].map(([, line = '']) => wordsOf(line).trim());

describeOnEachDatabase(
  'The delivery page of the administration',
  (world, kind) => {
    let deniz: Visitor;
    before(async () => {
      deniz = await world().signIn('deniz');
      await deniz.post('/me/language', { language: 'en' });
    });
    const show = async (): Promise<string> => {
      const { status, text } = await deniz.get(page);
      assert.equal(status, 200);
      return text;
    };
    const pause = (host: string, reason: 'asked' | 'refused', status: number, pausedUntil: number) =>
      world().umlauf.transaction((tx) =>
        tx('push_hosts').insert({
          host,
          reason,
          status,
          since: world().clock.now(),
          paused_until: pausedUntil,
        }),
      );

    it('is for an administrator at a browser, and examines on the token of his form alone', async () => {
      const [anna, esther] = [await world().signIn('anna'), await world().signIn('esther')];
      const program = bearer(world(), (await makeToken(deniz, 'Skript', 'write')).secret);
      assert.equal((await program.get(page)).status, 403);
      await changesNothing(world().umlauf.db, async () => {
        for (const other of [anna, esther, program]) {
          assert.equal((await other.get(page)).status, 403);
          assert.equal((await other.post(examination)).status, 403);
        }
        assert.equal((await deniz.post(examination, { _csrf: 'none' })).status, 403);
        assert.equal((await deniz.get(examination)).status, 405);
        assert.equal((await send(world().baseUrl + page, {})).status, 303);
        const nobody = await send(world().baseUrl + examination, { method: 'POST' });
        assert.deepEqual([nobody.status, nobody.headers.get('location')?.slice(0, 8)], [303, '/sign-in']);
      });
    });

    it('says at once what Apple thinks of the contact, and that nothing is due', async () => {
      const text = await show();
      assert.deepEqual(linesOf(text), [
        'Contact for push services mailto:it@werk.local Apple refuses a contact that nobody outside can write to: set PUSH_CONTACT to a public mailto: or https: address. bad',
        'Queue nothing is due. good',
        'Latest release no release has reached a device yet. good',
        'Deletion in channels what is past its time in the channels is deleted. good',
      ]);
      assert.match(wordsOf(text), /None is paused, and none refuses us\./);
      assert.match(wordsOf(text), /Nothing was sent\./);
    });

    it('counts what was asked for in the last day by road and state, and names nobody', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      await subscribe(ben);
      const { id } = await released(anna, { people: ['ben'], title: 'Halle 3', deadlineAt: null });
      const queued = () =>
        world().umlauf.db('deliveries').where({ announcement_id: id, state: 'queued', attempts: 1 });
      await eventually(queued, (rows) => (rows as object[]).length === 1);
      const text = await show();
      assert.match(wordsOf(text), /Notices to devices by push .* queued 1 /);
      assert.doesNotMatch(text, /Ben Sommer|Halle 3|\/people\/[0-9a-f]/);
      world().clock.advance(dayMs + minuteMs);
      deniz = await world().signIn('deniz');
      assert.doesNotMatch(wordsOf(await show()), /Notices to devices by push/);
    });

    it('tells how long the oldest has been waiting, behind a service that is left alone', async () => {
      await pause(deafPushHost, 'refused', 403, world().clock.now() + dayMs);
      await released(await world().signIn('anna'), { people: ['ben'], deadlineAt: null });
      world().clock.advance(60 * minuteMs);
      assert.match(linesOf(await show())[1] ?? '', /^Queue the oldest delivery has been waiting .* bad$/);
    });

    it('names the push services that are left alone, why and until when', async () => {
      const now = world().clock.now();
      await pause('asked.example', 'asked', 429, now + 10 * minuteMs);
      await pause('back.example', 'asked', 429, now);
      await pause('refusing.example', 'refused', 403, now + 5 * minuteMs);
      const [asked, back, refusing] = linesOf(await show()).slice(5);
      assert.match(asked ?? '', /^asked\.example Asked us to wait \(429\), .*Sent nothing until .* paused$/);
      assert.match(back ?? '', /^back\.example .* Is being tried again, .* trying$/);
      assert.match(refusing ?? '', /^refusing\.example Refuses what it is sent \(403\), since .* stopped$/);
    });

    it('shows what an examination finds, each with its verdict in words, and changes nothing', async () => {
      await changesNothing(world().umlauf.db, async () => {
        const { status, text } = await deniz.post(examination);
        assert.equal(status, 200);
        const lines = linesOf(text);
        const verdicts = lines.map((line) => /^(\w+).*? (good|doubtful|bad)$/.exec(line)?.slice(1).join(' '));
        assert.deepEqual(verdicts.slice(0, 9), [
          ...['Contact bad', 'Push bad', 'Notices good', 'Address doubtful', 'Clock doubtful'],
          ...['Mail good', 'Directory good', 'Queue bad', 'Latest good'],
        ]);
        assert.match(lines[1] ?? '', /127\.0\.0\.1:9 cannot be reached from here \(ECONNREFUSED\)/);
        assert.match(wordsOf(text), /3 things have to be mended\./);
        assert.match(text, /aria-current="true">Delivery/);
      });
    });

    it('counts by an index', async () => {
      const plans = await planQueries(world().umlauf, kind, () => deniz.get(page));
      const counts = plans.filter(({ sql }) => /created_at. between /.test(sql));
      assert.equal(counts.length, 1);
      for (const { plan } of counts) assert.match(plan, /deliveries_made/);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost, PUSH_CONTACT: 'mailto:it@werk.local' }),
);
