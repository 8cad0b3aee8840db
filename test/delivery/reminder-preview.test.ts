import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { confirm, released } from '../support/announcing.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const minute = 60_000;

/** What a reader sees, without the tags. */
const wordsOf = (answer: Answer): string => mainOf(answer).replace(/<[^>]+>|\s+/g, ' ');
const mainOf = ({ text }: Answer): string => text.split('<main')[1]?.split('</main')[0] ?? '';

describeOnEachDatabase(
  'The last look before a reminder',
  (world) => {
    let anna: Visitor;
    let ben: Visitor;
    before(async () => {
      [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      for (const visitor of [anna, ben]) await visitor.post('/me/language', { language: 'de' });
      await subscribe(ben);
      await subscribe(await world().signIn('m.aydogan'));
    });

    const inTheEarlyShift = () =>
      released(anna, { teams: ['Frühschicht'], deadlineAt: world().clock.now() + 24 * 60 * minute });
    const look = (id: string, query = '') => anna.get(`/announcements/${id}/reminder${query}`);
    const press = (id: string, fields: Record<string, string> = {}) =>
      anna.post(`/announcements/${id}/reminder`, { idempotencyKey: randomUUID(), ...fields });
    const remindedOf = async (id: string): Promise<number> =>
      (await world().umlauf.db('deliveries').where({ kind: 'reminder', announcement_id: id })).length;

    it('says how many are reached by push, who has to be told in person, and what the others will see', async () => {
      const { id, recipients } = await inTheEarlyShift();
      await confirm(await world().signIn('m.aydogan'), id);
      const answer = await look(id);
      assert.equal(answer.status, 200);
      const words = wordsOf(answer);
      assert.match(words, new RegExp(`${recipients - 1} Personen haben noch nicht bestätigt`));
      assert.match(words, / 1 +bekommt den Hinweis per Push/);
      assert.match(words, new RegExp(` ${recipients - 2} +haben kein Gerät mit Hinweisen`));
      assert.match(words, /Hüseyin Çelik *, Frühschicht/);
      assert.doesNotMatch(words, /Yıldız|Aydoğan/);
      assert.match(words, /Noch nicht bestätigt +Eine Mitteilung wartet noch auf Sie\./);
      assert.equal(mainOf(answer).match(/button-ink/g)?.length, 1);
      assert.equal(await remindedOf(id), 0, 'looking reminds nobody');
    });

    it('leads to one reminder, and back to where it was asked for, where reloading says nothing twice', async () => {
      const { id } = await inTheEarlyShift();
      const place = { q: 'ben', teams: 'all' };
      const answer = await press(id, place);
      assert.equal(answer.status, 303);
      const path = answer.headers.get('location') ?? '';
      assert.equal(path, `/announcements/${id}/progress?q=ben&teams=all`);
      assert.equal(await remindedOf(id), 2);
      assert.match(wordsOf(await anna.get(path)), /Die Erinnerung ist unterwegs\..*Zuletzt erinnert heute/);
      world().clock.advance(2 * minute);
      assert.doesNotMatch(wordsOf(await anna.get(path)), /ist unterwegs\./);
    });

    it('is asked for once more when the same people were reminded within ten minutes', async () => {
      const { id } = await inTheEarlyShift();
      await press(id);
      world().clock.advance(4 * minute);
      const answer = await press(id, { q: 'ben' });
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.get('location'), `/announcements/${id}/reminder?q=ben`);
      assert.equal(await remindedOf(id), 2, 'nobody was reminded again');
      const asked = await look(id);
      assert.match(wordsOf(asked), /Vor 4 Minuten erinnert\..*Noch einmal 2 per Push erinnern/);
      assert.match(asked.text, /name="again" value="1"/);
      assert.equal(
        (await press(id, { again: '1' })).headers.get('location'),
        `/announcements/${id}/progress`,
      );
      assert.equal(await remindedOf(id), 4);
      world().clock.advance(10 * minute);
      assert.doesNotMatch(wordsOf(await look(id)), /Minuten erinnert/);
      await press(id);
      assert.equal(await remindedOf(id), 6);
    });

    it('is skipped for one person by one press, unless that one was reminded just now', async () => {
      const { id } = await inTheEarlyShift();
      const ofBen = { personId: ben.personId };
      assert.equal((await press(id, ofBen)).headers.get('location'), `/announcements/${id}/progress`);
      assert.equal(await remindedOf(id), 1);
      const row = (await anna.get(`/announcements/${id}/progress`)).text.split(
        `outstanding-${ben.personId}`,
      )[1];
      assert.match(row?.split('</li>')[0] ?? '', /Erinnerung unterwegs/);
      const again = (await press(id, ofBen)).headers.get('location') ?? '';
      assert.equal(again, `/announcements/${id}/reminder?personId=${ben.personId}`);
      const asked = await anna.get(again);
      assert.match(wordsOf(asked), /Ben Yıldız hat noch nicht bestätigt\..*Gerade eben erinnert\./);
      assert.equal(await remindedOf(id), 1);
      assert.equal((await press(id, { ...ofBen, again: '1' })).status, 303);
      assert.equal(await remindedOf(id), 2);
      await press(id);
      assert.equal(await remindedOf(id), 4, 'all were not reminded by the reminder of one');
    });

    it('offers no button where nobody has a device, and names who has to be told', async () => {
      const { id } = await released(anna, { people: ['clara'], deadlineAt: null });
      const answer = await look(id);
      assert.match(
        wordsOf(answer),
        /1 Person hat noch nicht bestätigt\..*Per Push ist hier niemand zu erreichen\./,
      );
      assert.match(wordsOf(answer), /Persönlich ansprechen.*Clara/);
      assert.ok(!mainOf(answer).includes('button-ink'));
      await confirm(await world().signIn('clara'), id);
      assert.equal((await look(id)).headers.get('location'), `/announcements/${id}/progress`);
    });

    it('shows the names of ten at most, and counts the rest', async () => {
      const { id, recipients } = await released(anna, { everyone: true, deadlineAt: null });
      const names = (await look(id)).text.split('class="in-person"')[1]?.split('</ul>')[0] ?? '';
      assert.equal(names.match(/<li><strong>/g)?.length, 10);
      assert.match(names, new RegExp(`und ${recipients - 12} weitere`));
    });

    it('is a look at names, and recorded', async () => {
      const { id } = await inTheEarlyShift();
      await look(id);
      const looks = await world()
        .umlauf.db('audit_entries')
        .where({ action: 'recipients:looked-at', subject: id });
      assert.equal(looks.length, 1);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
