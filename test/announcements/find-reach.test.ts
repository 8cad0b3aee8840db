import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const dayMs = 24 * 3600 * 1000;
type Reach = Record<'recipients' | 'push' | 'page' | 'mail' | 'unreachable' | 'unconfirmed', number> & {
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

    it('who has only devices not heard of for two weeks: no push is counted on them, and how many they are is told', async () => {
      const ben = await world().signIn('ben');
      const endpoint = await subscribe(ben);
      const anna = await world().signIn('anna');
      await anna.post('/me/language', { language: 'en' });
      const { id } = await draftFor(anna, { people: ['ben', 'clara'], deadlineAt: null });
      const roads = async () => {
        const { push, unconfirmed } = await reachOf(anna, id);
        return { push, unconfirmed };
      };
      assert.deepEqual(await roads(), { push: 1, unconfirmed: 0 });
      world().clock.advance(14 * dayMs);
      assert.deepEqual(await roads(), { push: 0, unconfirmed: 1 });
      const look = await (await world().signIn('anna')).get(`/announcements/${id}/release`);
      assert.match(look.text, /1 person has only devices that have not been heard of for 14 days/);
      assert.doesNotMatch(look.text, /Ben[^<]*14 days/);
      const elsewhere = await (await world().signIn('ben')).get('/me');
      assert.match(elsewhere.text, /hat sich aber seit 14 Tagen nicht gemeldet/);

      await world().umlauf.transaction((tx) =>
        tx('push_subscriptions').where({ id: endpoint }).update({ last_accepted_at: world().clock.now() }),
      );
      assert.deepEqual(
        await roads(),
        { push: 0, unconfirmed: 1 },
        'what a service accepts is no sign of life',
      );
      await subscribe(await world().signIn('ben'));
      assert.deepEqual(await roads(), { push: 1, unconfirmed: 0 }, 'one that is heard of is enough');
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
