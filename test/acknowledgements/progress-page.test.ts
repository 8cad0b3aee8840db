import assert from 'node:assert/strict';
import { growDemo } from '../../server/seed-demo.ts';
import { confirm, draftFor, released, teamId } from '../support/announcing.ts';
import { leave } from '../support/membership.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hour = 3600 * 1000;

const mainOf = (html: string): string => html.split('<main')[1]?.split('</main')[0] ?? '';
const wordsOf = (html: string): string => html.replace(/<[^>]+>|\s+/g, ' ').replace(/ +/g, ' ');
/** One part of the page, by its id. */
const partOf = (html: string, id: string): string =>
  mainOf(html)
    .split(`id="${id}"`)[1]
    ?.split(/<section|data-live/)[1] ?? '';
const readPath = (attribute = ''): string => attribute.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const count = (html: string, part: string): number => html.split(part).length - 1;

describeOnEachDatabase(
  'The page of progress',
  (world) => {
    let anna: Visitor;
    before(async () => {
      anna = await world().signIn('anna');
      await anna.post('/me/language', { language: 'de' });
    });

    const releasedNow = (given: Parameters<typeof released>[1]) =>
      released(anna, { deadlineAt: world().clock.now() + 24 * hour, ...given });
    async function open(id: string, query = ''): Promise<string> {
      const { status, text } = await anna.get(`/announcements/${id}/progress${query}`);
      assert.equal(status, 200);
      return text;
    }
    async function confirmAll(id: string, logins: string[]): Promise<void> {
      for (const login of logins) assert.equal((await confirm(await world().signIn(login), id)).status, 201);
    }
    async function loginsIn(id: string, team: string): Promise<string[]> {
      const rows = (await world()
        .umlauf.db('recipients')
        .join('people', 'people.id', 'recipients.person_id')
        .join('teams', 'teams.id', 'recipients.team_id')
        .where({ announcement_id: id, 'teams.name': team })
        .orderBy('people.login')
        .select('people.login')) as { login: string }[];
      return rows.map(({ login }) => login);
    }

    it('marks the one team that lags far behind in words, and ranks nobody', async () => {
      const { id } = await releasedNow({ teams: ['Frühschicht', 'Nachtschicht', 'Montage'] });
      assert.doesNotMatch(await open(id), /liegt weit zurück/);
      await confirmAll(id, await loginsIn(id, 'Frühschicht'));
      await confirmAll(id, (await loginsIn(id, 'Nachtschicht')).slice(0, 1));
      const teams = partOf(await open(id), 'progress-teams');
      const words = wordsOf(teams);
      assert.match(
        words,
        /Nachtschicht liegt weit zurück\. Dort hat 1 von 6 bestätigt, im Ganzen 9 von \d+\./,
      );
      assert.match(words, /Nachtschicht liegt weit zurück 1 von 6/, 'beside its bar');
      assert.equal(count(teams, 'class="lags"'), 1);
      const names = [...teams.matchAll(/<li>\s*<span>([^<]+?)\s*</g)].map(([, name]) => name);
      assert.deepEqual(names, ['Frühschicht', 'Montage', 'Nachtschicht'], 'by name, not by share');
    });

    it('shows those outstanding of one team, and keeps to it while paging and reminding', async () => {
      const { id } = await releasedNow({ teams: ['Frühschicht', 'Nachtschicht'] });
      const nights = await teamId(anna, 'Nachtschicht');
      const [first = ''] = await loginsIn(id, 'Nachtschicht');
      await subscribe(await world().signIn(first));
      const list = partOf(await open(id, `?team=${nights}`), 'outstanding-list');
      assert.match(wordsOf(list), /Nur Nachtschicht Alle zeigen/);
      assert.equal(count(list, 'class="outstanding-row"'), 6);
      assert.match(list, new RegExp(`name="team" value="${nights}"`));
      assert.match(wordsOf(await open(id, `?team=${nights}&q=nobody`)), /Niemand offen für „nobody“/);
      assert.match(wordsOf(await open(id, `?team=${'f'.repeat(32)}`)), /Hier ist niemand mehr offen/);
      assert.match(wordsOf(await open(id, '?q=fruhschicht yil')), /Yıldız, Ben/);
    });

    it('shows who is outstanding a page at a time, with a way on and a way back', async () => {
      const { id, recipients } = await releasedNow({ everyone: true });
      const first = await open(id, '?teams=all');
      assert.equal(count(first, 'class="outstanding-row"'), 50);
      const next = readPath(/href="([^"]*after[^"]*)#outstanding-title"/.exec(first)?.[1]);
      assert.match(next, /teams=all/);
      const second = await open(id, next.split('/progress')[1]);
      assert.equal(count(second, 'class="outstanding-row"'), recipients - 50);
      assert.match(wordsOf(second), /Zum Anfang der Liste/);
    });

    it('draws the curve from the release to the deadline, with reminders, and has it as a table', async () => {
      const { id } = await releasedNow({ teams: ['Frühschicht'] });
      await world().umlauf.transaction((tx) =>
        tx('reminders').insert({
          ...{ id: 'a'.repeat(32), announcement_id: id, person_id: null, recipients: 7 },
          at: world().clock.now() + hour,
        }),
      );
      world().clock.advance(2 * hour);
      await confirmAll(id, ['ben', 'm.aydogan']);
      world().clock.advance(4 * hour);
      const curve = partOf(await open(id), 'progress-curve');
      const words = wordsOf(curve);
      assert.match(words, /alle 8 Hälfte 0/);
      assert.match(words, /2 jetzt/);
      assert.match(words, /Frist \S+ \d\d:\d\d/);
      assert.match(words, /erinnert \S+ \d\d:\d\d/);
      const [, line = ''] = /class="curve-line" d="([^"]+)"/.exec(curve) ?? [];
      assert.match(line, /^M0 100H\d+V75H250$/, 'six of twenty-four hours, two of eight');
      assert.equal(count(curve, 'class="curve-reminder"'), 1);
      assert.match(words, /Bis Dazu Insgesamt (gestern|heute|morgen), \S+ Uhr 2 2/);
      assert.doesNotMatch(curve, /style=/);
    });

    it('counts anew after a material correction, and says so', async () => {
      const { id } = await releasedNow({ teams: ['Frühschicht'] });
      await confirmAll(id, ['ben', 'm.aydogan']);
      world().clock.advance(hour);
      const correct = (kind: string, body: string) =>
        anna.call('POST', `/announcements/${id}/correction`, { kind, body });
      assert.equal((await correct('material', 'Benutzen Sie Tor 3.')).status, 200);
      world().clock.advance(hour);
      assert.equal((await confirm(await world().signIn('ben'), id, 2)).status, 201);
      assert.equal((await correct('editorial', 'Benutzen Sie das Tor 3.')).status, 200);
      const page = await open(id);
      assert.match(wordsOf(page), /Von vorn gezählt seit Fassung 2/);
      const curve = partOf(page, 'progress-curve');
      assert.match(wordsOf(curve), /1 jetzt/);
      assert.match(
        curve,
        /class="curve-line" d="M0 100H[\d.]+V87\.5H[\d.]+"/,
        'one of eight, and no older one',
      );
      assert.match(wordsOf(mainOf(page)), /1 von 8 bestätigt/);
    });

    it('closes the ring when all who are still asked have confirmed', async () => {
      const { id } = await releasedNow({ people: ['ben'], teams: ['Verpflegung'] });
      const [first = '', ...others] = await loginsIn(id, 'Verpflegung');
      await confirmAll(id, ['ben', ...others]);
      await leave(world().umlauf, first, 'Verpflegung');
      const page = await open(id);
      assert.match(page, /ring-closed/);
      const words = wordsOf(mainOf(page));
      assert.match(words, /Freigegeben an (\d+) Personen\. 1 Person gehört nicht mehr dazu\./);
      assert.match(words, /Alle haben bestätigt\./);
      assert.ok(!page.includes(`/announcements/${id}/reminder"`), 'there is nobody to remind');
    });

    it('leads from what is not released yet to where that is written', async () => {
      const { id } = await draftFor(anna, { teams: ['Frühschicht'], deadlineAt: null });
      const { headers } = await anna.get(`/announcements/${id}/progress`);
      assert.equal(headers.get('location'), `/announcements/${id}`);
    });

    it('shows the first 24 of many teams, and all when asked, with the one that lags wherever it stands', async () => {
      await growDemo(world().umlauf, 600);
      const { id } = await releasedNow({ everyone: true });
      const few = partOf(await open(id), 'progress-teams');
      assert.equal(count(few, 'class="bar"'), 24);
      const [, all = ''] = /Alle (\d+) Teams zeigen/.exec(few) ?? [];
      assert.ok(Number(all) > 24);
      const many = partOf(await open(id, '?teams=all'), 'progress-teams');
      assert.equal(count(many, 'class="bar"'), Number(all));
      assert.ok(!many.includes('Teams zeigen'));
      assert.equal(count(many, '<tr><th scope="row">'), Number(all), 'so does the table');
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
