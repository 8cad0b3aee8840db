import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { confirm, draftFor, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Reminded = { id: string; recipients: number; devices: number };

function remind(sender: Visitor, id: string, body?: object, key: string = randomUUID()) {
  return sender.call('POST', `/announcements/${id}/reminder`, body, { 'idempotency-key': key });
}

describeOnEachDatabase(
  'A reminder',
  (world) => {
    let ben: Visitor;
    let mehmet: Visitor;
    before(async () => {
      [ben, mehmet] = [await world().signIn('ben'), await world().signIn('m.aydogan')];
      await subscribe(ben);
      await subscribe(mehmet);
    });
    const remindersTo = async (person: Visitor, id: string): Promise<number> =>
      (
        await world()
          .umlauf.db('deliveries')
          .where({ kind: 'reminder', announcement_id: id, person_id: person.personId })
      ).length;
    const recorded = async (id: string): Promise<number> =>
      (await world().umlauf.db('audit_entries').where({ action: 'reminder:sent', subject: id })).length;

    it('goes to those outstanding, and leaves alone who has confirmed', async () => {
      const anna = await world().signIn('anna');
      const { id, recipients } = await released(anna, { teams: ['Frühschicht'] });
      await confirm(mehmet, id);
      const answer = await remind(anna, id);
      assert.equal(answer.status, 200, answer.text);
      const { recipients: reminded, devices } = answer.json as Reminded;
      assert.deepEqual([reminded, devices], [recipients - 1, 1]);
      assert.deepEqual([await remindersTo(ben, id), await remindersTo(mehmet, id)], [1, 0]);
      assert.equal(await recorded(id), 1);
    });

    it('goes once, however often the same key is sent; another key reminds again', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 5 }, () => remind(anna, id, undefined, key)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        Array(5).fill(200),
      );
      assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
      assert.deepEqual([await remindersTo(ben, id), await recorded(id)], [1, 1]);
      assert.equal((await remind(anna, id)).status, 200);
      assert.deepEqual([await remindersTo(ben, id), await recorded(id)], [2, 2]);
    });

    it('does without a key: each call then stands for itself', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      for (const times of [1, 2]) {
        assert.equal((await anna.call('POST', `/announcements/${id}/reminder`)).status, 200);
        assert.equal(await remindersTo(ben, id), times);
      }
    });

    it('may go to one person, unless that one has confirmed or is no recipient', async () => {
      const [anna, clara] = [await world().signIn('anna'), await world().signIn('clara')];
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const answer = await remind(anna, id, { personId: ben.personId });
      assert.deepEqual((answer.json as Reminded).recipients, 1);
      assert.deepEqual([await remindersTo(ben, id), await remindersTo(mehmet, id)], [1, 0]);
      await confirm(ben, id);
      for (const { personId } of [ben, clara])
        assert.equal((await remind(anna, id, { personId })).status, 409);
      assert.equal(await remindersTo(ben, id), 1);
    });

    it('that still waits is not sent to who confirms meanwhile, and his device keeps its push', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Frühschicht'], deadlineAt: null });
      await remind(anna, id, { personId: mehmet.personId });
      const waiting = async () =>
        (await world()
          .umlauf.db('deliveries')
          .where({ announcement_id: id, person_id: mehmet.personId })
          .select('state', 'last_error')) as { state: string; last_error: string | null }[];
      await eventually(waiting, (rows) => rows.every(({ last_error }) => last_error !== null));
      await confirm(mehmet, id);
      world().clock.advance(3_600_000);
      const settled = await eventually(waiting, (rows) =>
        rows.every(({ state }) => state !== 'queued' && state !== 'sending'),
      );
      assert.deepEqual(settled, Array(2).fill({ state: 'expired', last_error: 'nothing to tell' }));
      const subscribed = await world().umlauf.db('push_subscriptions').where({ person_id: mehmet.personId });
      assert.equal(subscribed.length, 1);
    });

    it('is refused when nobody is outstanding, nothing is to be confirmed, or nothing is released', async () => {
      const anna = await world().signIn('anna');
      const done = await released(anna, { people: ['ben'] });
      await confirm(ben, done.id);
      const mere = await released(anna, { people: ['ben'], acknowledgement: 'none' });
      const draft = await draftFor(anna, { people: ['ben'] });
      for (const { id } of [done, mere, draft]) {
        assert.equal((await remind(anna, id)).status, 409);
        assert.equal(await recorded(id), 0);
      }
    });

    it('is the sender’s: a recipient is refused, for others there is nothing to remind of', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      assert.equal((await remind(ben, id)).status, 403);
      assert.equal((await remind(await world().signIn('clara'), id)).status, 404);
      assert.equal((await remind(await world().signIn('m.wojcik'), id)).status, 404);
    });

    it('is refused of what was withdrawn or no longer holds; how it stands can still be read', async () => {
      const anna = await world().signIn('anna');
      const withdrawn = await released(anna, { teams: ['Frühschicht'] });
      await anna.call('POST', `/announcements/${withdrawn.id}/withdrawal`, { reason: 'Ein Irrtum.' });
      const expired = await released(anna, { teams: ['Frühschicht'], deadlineAt: null });
      const update = { expires_at: world().clock.now() };
      await world().umlauf.transaction((tx) => tx('announcements').where({ id: expired.id }).update(update));
      for (const [{ id }, words] of [
        [withdrawn, 'Zurückgezogen '],
        [expired, 'Gilt nicht mehr seit '],
      ] as const) {
        const form = { idempotencyKey: randomUUID() };
        assert.equal((await remind(anna, id)).status, 409);
        assert.equal((await anna.post(`/announcements/${id}/reminder`, form)).status, 409);
        assert.equal((await anna.get(`/announcements/${id}/reminder`)).status, 409);
        assert.equal(await recorded(id), 0);
        const page = await anna.get(`/announcements/${id}/progress`);
        assert.equal(page.status, 200);
        assert.ok(page.text.includes(words) && page.text.includes('Yıldız, Ben'));
        assert.ok(
          !page.text.includes(`/announcements/${id}/reminder?`) && !page.text.includes('name="personId"'),
        );
      }
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
