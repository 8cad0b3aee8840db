import assert from 'node:assert/strict';
import { answered, answersOf, reply, type Given } from '../support/answering.ts';
import { released } from '../support/announcing.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const textsOf = ({ items }: { items: Given[] }): string[] => items.map(({ text }) => text);

describeOnEachDatabase('The list of answers', (world) => {
  const cast = () =>
    Promise.all(['anna', 'ben', 'm.aydogan'].map((login) => world().signIn(login))) as Promise<
      [Visitor, Visitor, Visitor]
    >;

  it('goes on where a page ends, in the order of time, whatever is replied to meanwhile', async () => {
    const [anna, ben] = await cast();
    const { id } = await released(anna, { people: ['ben'] });
    const texts = ['Eins', 'Zwei', 'Drei', 'Vier', 'Fünf'];
    for (const text of texts) await answered(ben, id, { text });
    for (const person of [anna, ben]) {
      const found: string[] = [];
      for (let after: string | null = ''; after !== null;) {
        const page = await answersOf(person, id, `?limit=2${after === '' ? '' : `&after=${after}`}`);
        found.push(...textsOf(page));
        after = page.next;
        if (after !== null) await reply(anna, id, after);
      }
      assert.deepEqual(found.toSorted(), texts.toSorted());
      assert.deepEqual(found, textsOf(await answersOf(person, id)));
    }
  });

  it('shows the sender who said it, and records the look; a recipient sees his own and no name', async () => {
    const [anna, ben, mehmet] = await cast();
    const { id } = await released(anna, { people: ['ben', 'm.aydogan'] });
    await answered(ben, id, { text: 'Von Ben' });
    const { id: published } = await answered(mehmet, id, { text: 'Von Mehmet' });
    await reply(anna, id, published, { publish: true });
    const looks = async () =>
      (await world().umlauf.db('audit_entries').where({ action: 'recipients:looked-at', subject: id }))
        .length;
    const bens = await answersOf(ben, id);
    assert.deepEqual(textsOf(bens).toSorted(), ['Von Ben', 'Von Mehmet']);
    assert.doesNotMatch(JSON.stringify(bens), new RegExp(`Aydo|${mehmet.personId}`));
    assert.equal(await looks(), 0);
    const { items } = await answersOf(anna, id);
    assert.deepEqual(items.map(({ person }) => person?.name).toSorted(), ['Ben Yıldız', 'Mehmet Aydoğan']);
    assert.equal(await looks(), 1);
  });

  it('has for the sender what waits first, each in the order of time, thirty on a page', async () => {
    const [anna, ben] = await cast();
    const mehmet = await world().signIn('m.aydogan');
    const { id } = await released(anna, { people: ['ben', 'm.aydogan'] });
    const given: Given[] = [];
    for (let number = 10; number < 30; number += 1)
      for (const person of [ben, mehmet]) {
        given.push(await answered(person, id, { text: `Frage ${number} ${person.login}` }));
        world().clock.advance(1);
      }
    for (const { id: answerId } of given.slice(0, 5)) await reply(anna, id, answerId);
    const path = `/announcements/${id}/answers`;
    const seenOn = async (address: string) => {
      const { status, text } = await anna.get(address);
      assert.equal(status, 200);
      const next = /href="([^"]*after&#x3D;|[^"]*after=)([0-9a-f]{32})"/.exec(text);
      const said = [...text.matchAll(/<p class="said plain">([^<]*)</g)].map(([, one = '']) => one);
      return { said, next: next && `${(next[1] ?? '').replaceAll('&amp;', '&')}${next[2] ?? ''}` };
    };
    const first = await seenOn(path);
    const texts = given.map(({ text }) => text);
    assert.deepEqual(first.said, texts.slice(5, 35));
    const second = await seenOn(first.next ?? '');
    assert.deepEqual(second.said, [...texts.slice(35), ...texts.slice(0, 5)]);
    assert.equal(second.next, null);
    const replied = await seenOn(`${path}?state=replied&after=${given[1]?.id ?? ''}`);
    assert.deepEqual(replied.said, texts.slice(2, 5));
  });
});
