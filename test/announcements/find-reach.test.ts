import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const dayMs = 24 * 3600 * 1000;
type Reach = Record<'recipients' | 'push' | 'page' | 'mail' | 'unreachable', number> & {
  unreachablePeople: { id: string; name: string; department: string }[];
};

async function reachOf(sender: Visitor, id: string): Promise<Reach> {
  const answer = await sender.call('POST', `/announcements/${id}/reach`);
  assert.equal(answer.status, 200, answer.text);
  const reach = answer.json as Reach;
  assert.equal(reach.push + reach.page + reach.mail + reach.unreachable, reach.recipients);
  assert.equal(reach.unreachablePeople.length, reach.unreachable);
  return reach;
}

describeOnEachDatabase(
  'Before the release the sender sees whom it reaches',
  (world) => {
    it('each person once by the best road, and the names of those whom none reaches', async () => {
      const anna = await world().signIn('anna');
      const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
      const before = await reachOf(anna, id);
      assert.deepEqual([before.recipients, before.push, before.mail], [8, 0, 0]);
      const sabine = await world().signIn('s.sahin');
      const signedIn = await reachOf(anna, id);
      assert.deepEqual([signedIn.page, signedIn.unreachable], [before.page + 1, before.unreachable - 1]);
      await subscribe(sabine);
      await subscribe(await world().signIn('s.sahin'));
      const withPush = await reachOf(anna, id);
      assert.deepEqual([withPush.push, withPush.page, withPush.recipients], [1, before.page, 8]);
      const named = withPush.unreachablePeople.map(({ name, department }) => `${name}, ${department}`);
      assert.ok(named.includes('Käthe Brandstätter, Frühschicht'));
      assert.ok(!named.some((name) => name.startsWith('Sabine')));
    });

    it('everyone, and everyone but those excluded', async () => {
      const anna = await world().signIn('anna');
      const all = await reachOf(anna, (await draftFor(anna, { everyone: true })).id);
      const row = (await world().umlauf.db('people').count({ count: '*' }).first()) as { count: number };
      assert.equal(all.recipients, row.count);
      const some = await draftFor(anna, {
        everyone: true,
        exceptTeams: ['Produktion'],
        exceptPeople: ['ben', 'clara'],
      });
      const production = await draftFor(anna, { teams: ['Produktion'] });
      const { recipients: excluded } = await reachOf(anna, production.id);
      assert.equal((await reachOf(anna, some.id)).recipients, all.recipients - excluded - 1);
    });

    it('no page for who has not been there for two weeks', async () => {
      const anna = await world().signIn('anna');
      const ben = await world().signIn('ben');
      const { id } = await draftFor(anna, { people: ['ben'], deadlineAt: null });
      assert.equal((await reachOf(anna, id)).page, 1);
      world().clock.advance(14 * dayMs);
      assert.equal((await reachOf(anna, id)).unreachablePeople[0]?.name, 'Ben Yıldız');
      await ben.get('/');
      assert.equal((await reachOf(anna, id)).page, 1);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
