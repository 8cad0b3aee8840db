import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { join, leave } from '../support/membership.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const dayMs = 24 * 3600 * 1000;
type Counts = Record<'recipients' | 'confirmed' | 'outstanding' | 'left', number>;

async function countsOf(sender: Visitor, id: string): Promise<Counts> {
  const answer = await sender.call('GET', `/announcements/${id}/progress`);
  assert.equal(answer.status, 200, answer.text);
  const { recipients, confirmed, outstanding, left } = answer.json as Counts;
  return { recipients, confirmed, outstanding, left };
}

describeOnEachDatabase(
  'Whoever enters or leaves a team while an announcement is open',
  (world) => {
    const cast = () => Promise.all([world().signIn('anna'), world().signIn('ben'), world().signIn('clara')]);
    const deliveriesTo = ({ personId }: Visitor, id: string) =>
      world().umlauf.db('deliveries').where({ person_id: personId, announcement_id: id });

    it('gets it on joining, by push too, each once', async () => {
      const [anna, , clara] = await cast();
      await subscribe(clara);
      const { id } = await released(anna, { teams: ['Produktion'] });
      const { recipients } = await countsOf(anna, id);
      assert.equal((await clara.call('GET', `/announcements/${id}`)).status, 404);
      await join(world().umlauf, 'clara', 'Frühschicht');
      const { obligation } = (await clara.call('GET', `/announcements/${id}`)).json as { obligation: object };
      assert.deepEqual({ ...obligation, state: 'outstanding', asTeam: 'Frühschicht' }, obligation);
      await join(world().umlauf, 'clara', 'Nachtschicht');
      assert.deepEqual((await deliveriesTo(clara, id)).length, 1);
      assert.deepEqual(await countsOf(anna, id), {
        recipients: recipients + 1,
        confirmed: 0,
        outstanding: recipients + 1,
        left: 0,
      });
      await leave(world().umlauf, 'clara', 'Frühschicht');
      assert.equal(
        (await clara.call('GET', `/announcements/${id}`)).status,
        200,
        'still addressed by the night shift',
      );
      await leave(world().umlauf, 'clara', 'Nachtschicht');
    });

    it('has it no more on leaving, and again on returning', async () => {
      const [anna, ben] = await cast();
      const { id, recipients } = await released(anna, { teams: ['Frühschicht'] });
      await leave(world().umlauf, 'ben', 'Frühschicht');
      assert.equal((await ben.call('GET', `/announcements/${id}`)).status, 404);
      assert.equal((await confirm(ben, id)).status, 404);
      assert.deepEqual(await countsOf(anna, id), {
        recipients,
        confirmed: 0,
        outstanding: recipients - 1,
        left: 1,
      });
      await join(world().umlauf, 'ben', 'Frühschicht');
      assert.deepEqual(await countsOf(anna, id), {
        recipients,
        confirmed: 0,
        outstanding: recipients,
        left: 0,
      });
      assert.equal((await confirm(ben, id)).status, 201);
    });

    it('keeps a confirmation, and its receipt, and counts as confirmed', async () => {
      const [anna, ben] = await cast();
      const { id, recipients } = await released(anna, { teams: ['Frühschicht'] });
      const receipt = await confirm(ben, id);
      const expected = { recipients, confirmed: 1, outstanding: recipients - 1, left: 0 };
      await leave(world().umlauf, 'ben', 'Frühschicht');
      assert.deepEqual(await countsOf(anna, id), expected);
      assert.deepEqual((await ben.call('GET', `/announcements/${id}/acknowledgement`)).json, receipt.json);
      await join(world().umlauf, 'ben', 'Frühschicht');
      assert.deepEqual(await countsOf(anna, id), expected);
      assert.deepEqual((await confirm(ben, id)).json, receipt.json);
    });

    it('stays with what he was named for himself, and out of what excludes him', async () => {
      const [anna, ben, clara] = await cast();
      const { id: named } = await released(anna, { people: ['ben'] });
      const { id: without } = await released(anna, { teams: ['Frühschicht'], exceptPeople: ['clara'] });
      await join(world().umlauf, 'clara', 'Frühschicht');
      await leave(world().umlauf, 'ben', 'Frühschicht');
      assert.equal((await ben.call('GET', `/announcements/${named}`)).status, 200);
      assert.equal((await clara.call('GET', `/announcements/${without}`)).status, 404);
      await join(world().umlauf, 'ben', 'Frühschicht');
      await leave(world().umlauf, 'clara', 'Frühschicht');
    });

    it('gets nothing that is over: past its deadline, or 30 days old', async () => {
      const [anna] = await cast();
      const deadlineAt = world().clock.now() + dayMs;
      const { id: due } = await released(anna, { teams: ['Frühschicht'], deadlineAt });
      const { id: open } = await released(anna, { teams: ['Frühschicht'], deadlineAt: null });
      world().clock.setTo(deadlineAt);
      const clara = await world().signIn('clara');
      await join(world().umlauf, 'clara', 'Frühschicht');
      assert.equal((await clara.call('GET', `/announcements/${due}`)).status, 404);
      assert.equal((await clara.call('GET', `/announcements/${open}`)).status, 200);
      world().clock.advance(30 * dayMs);
      await join(world().umlauf, 'l.bakker', 'Frühschicht');
      const lotte = await world().signIn('l.bakker');
      assert.equal((await lotte.call('GET', `/announcements/${open}`)).status, 404);
      await leave(world().umlauf, 'clara', 'Frühschicht');
      assert.equal(
        (await clara.call('GET', `/announcements/${open}`)).status,
        404,
        'who leaves has it no more',
      );
      await join(world().umlauf, 'clara', 'Frühschicht');
      assert.equal(
        (await clara.call('GET', `/announcements/${open}`)).status,
        200,
        'who returns is no newcomer',
      );
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
