import assert from 'node:assert/strict';
import { answered, reply } from '../support/answering.ts';
import { released } from '../support/announcing.ts';
import { hostileMarkup } from '../support/hostile-markup.ts';
import { assertHarmless } from '../support/page-tags.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const mostAtOnce = 20;

describe('Whatever is answered and replied stays text on every page (T07)', () => {
  let world: World;
  let anna: Visitor;
  let ben: Visitor;
  let mehmet: Visitor;
  before(async () => {
    world = await openWorld('SQLite');
    [anna, ben, mehmet] = [
      await world.signIn('anna'),
      await world.signIn('ben'),
      await world.signIn('m.aydogan'),
    ];
  });
  after(() => world.stop());

  async function look(visitor: Visitor, path: string): Promise<void> {
    const { status, text } = await visitor.get(path);
    assert.equal(status, 200, path);
    assertHarmless(text, path);
  }

  it('to who asked, to all who read it beneath the announcement, and to the sender', async () => {
    const payloads = hostileMarkup.filter((text) => !/\u0001/.test(text));
    for (let at = 0; at < payloads.length; at += mostAtOnce) {
      const { id } = await released(anna, { people: ['ben', 'm.aydogan'] });
      let last = '';
      for (const text of payloads.slice(at, at + mostAtOnce)) {
        last = (await answered(ben, id, { text })).id;
        assert.equal((await reply(anna, id, last, { text, publish: true })).status, 200);
      }
      const list = `/announcements/${id}/answers`;
      for (const visitor of [ben, mehmet, anna]) await look(visitor, `/announcements/${id}`);
      for (const path of [list, `${list}?reply=${last}`]) await look(anna, path);
    }
  });

  it('given back in a form that was refused', async () => {
    const { id } = await released(anna, { people: ['ben'] });
    const { id: answerId } = await answered(ben, id);
    const list = `/announcements/${id}/answers`;
    for (const payload of hostileMarkup.filter((text) => !/\u0001/.test(text))) {
      const text = payload + 'x'.repeat(2000);
      const given = { kind: 'question', text, version: '1', idempotencyKey: 'a-key' };
      for (const [visitor, path] of [
        [ben, list],
        [anna, `${list}/${answerId}/reply`],
      ] as const) {
        const refused = await visitor.post(path, given);
        assert.equal(refused.status, 422, payload);
        assertHarmless(refused.text, payload);
      }
    }
  });
});
