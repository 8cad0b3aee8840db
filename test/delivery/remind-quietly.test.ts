import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { countPending } from '../../server/delivery/delivery-queries.ts';
import { confirm, draftFor, release, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hour = 3_600_000;
/** Ten in the evening and six in the morning in Berlin. */
const night = Date.parse('2026-12-08T21:00Z');
const morning = Date.parse('2026-12-09T05:00Z');

describe('A reminder by hand in the quiet hours', () => {
  let service: PushService;
  before(async () => {
    service = await startPushService();
  });
  after(() => service.stop());

  describeOnEachDatabase(
    'of the house',
    (world) => {
      let anna: Visitor;
      let ben: Visitor;
      let mehmet: Visitor;
      before(async () => {
        anna = await world().signIn('anna');
        ben = await world().signIn('ben');
        mehmet = await world().signIn('m.aydogan');
        await anna.post('/me/language', { language: 'en' });
        for (const person of [ben, mehmet]) await turnOnNotices(person, service, world().dataDir);
      });
      let nights = 0;
      const goTo = (at: number) => {
        world().clock.setTo(at + 24 * hour * nights);
      };
      beforeEach(() => {
        nights += 1;
        goTo(night);
      });
      const mornings = () => new Date(morning + 24 * hour * nights).toISOString();
      const soon = () => ({ deadlineAt: world().clock.now() + 48 * hour });
      const sentTo = (given: Parameters<typeof released>[1]) => released(anna, { ...soon(), ...given });
      const remind = (id: string, body?: object) =>
        anna.call('POST', `/announcements/${id}/reminder`, body, { 'idempotency-key': randomUUID() });
      const press = (id: string, fields: Record<string, string> = {}) =>
        anna.post(`/announcements/${id}/reminder`, { idempotencyKey: randomUUID(), ...fields });
      const remindedOf = async (id: string): Promise<string[]> =>
        (
          (await world()
            .umlauf.db('deliveries')
            .join('people', 'people.id', 'deliveries.person_id')
            .where({ announcement_id: id, kind: 'reminder' })
            .orderBy('people.login')
            .select('people.login', 'deliveries.state')) as { login: string; state: string }[]
        ).map(({ login, state }) => `${login} ${state}`);
      const pageOf = async (id: string, page: 'progress' | 'reminder') =>
        (await anna.get(`/announcements/${id}/${page}`)).text;

      it('waits until they are over, and is not for who confirms meanwhile', async () => {
        const { id } = await sentTo({ people: ['ben', 'm.aydogan'], priority: 'critical' });
        await eventually(
          () => countPending(world().umlauf.db, world().clock.now()),
          (pending) => pending === 0,
        );
        const { status, json } = await remind(id);
        assert.equal(status, 200);
        assert.equal((json as { goesOutAt: string }).goesOutAt, mornings());
        assert.deepEqual(await remindedOf(id), ['ben queued', 'm.aydogan queued']);
        assert.equal(await countPending(world().umlauf.db, world().clock.now()), 0, 'nothing is late');
        const page = await pageOf(id, 'progress');
        assert.match(page, /The reminder goes out tomorrow, 06:00/);
        assert.match(page, /Reminder to 2.people, by hand.{0,300}moved out of the quiet hours/s);
        assert.doesNotMatch(page, /Last reminded|on its way\./);

        await confirm(mehmet, id);
        goTo(morning - 1000);
        world().umlauf.nudgeDelivery();
        assert.deepEqual(await remindedOf(id), ['ben queued', 'm.aydogan queued']);
        goTo(morning);
        const reminded = await eventually(
          () => remindedOf(id),
          (all) => all.every((one) => !/queued|sending/.test(one)),
        );
        assert.deepEqual(reminded, ['ben accepted', 'm.aydogan expired']);
        assert.match(await pageOf(id, 'progress'), /Last reminded/);
      });

      it('waits once for each person, however often it is asked for, and not beside one that is planned', async () => {
        const { id } = await sentTo({ people: ['ben', 'm.aydogan'] });
        assert.equal((await remind(id, { personId: ben.personId })).status, 200);
        assert.equal((await remind(id, { personId: ben.personId })).status, 409);
        assert.equal((await remind(id)).status, 200);
        const again = await remind(id);
        assert.deepEqual(
          [again.status, (again.json as { type: string }).type],
          [409, '/problems/reminder-waits'],
        );
        assert.deepEqual(await remindedOf(id), ['ben queued', 'm.aydogan queued']);
        const asked = await pageOf(id, 'reminder');
        assert.match(asked, /For 2 people a reminder waits/);
        assert.doesNotMatch(asked, /Remind: tomorrow/);

        const draft = await draftFor(anna, {
          people: ['ben'],
          deadlineAt: Date.parse(mornings()) + 4 * hour,
        });
        await anna.call('PATCH', `/announcements/${draft.id}`, { reminders: ['6h'] });
        const planned = await release(anna, draft.id);
        assert.equal((await remind(planned.id)).status, 409);
      });

      it('is told before it is done, on the page', async () => {
        const { id } = await sentTo({ people: ['ben'], priority: 'important' });
        const unasked = await press(id, { personId: ben.personId });
        assert.equal(unasked.status, 303);
        assert.match(unasked.headers.get('location') ?? '', /\/reminder\?personId=/);
        assert.deepEqual(await remindedOf(id), []);
        const page = await pageOf(id, 'reminder');
        assert.match(page, /The reminder goes out tomorrow, 06:00\./);
        assert.match(page, /name="waits" value="1"/);
        assert.doesNotMatch(page, /name="overrideReason"/);
        assert.equal((await press(id, { waits: '1' })).status, 303);
        assert.deepEqual(await remindedOf(id), ['ben queued']);
      });

      it('goes out at once with a reason of what is critical; it is recorded, and counts once for each of them', async () => {
        const important = await sentTo({ people: ['ben'], priority: 'important' });
        assert.equal((await remind(important.id, { overrideReason: 'Gas' })).status, 422);
        const budget = world().umlauf.config.criticalBudget;
        for (let at = 0; at < budget; at += 1) {
          const { id } = await sentTo({ people: ['ben'], priority: 'critical' });
          assert.match(
            await pageOf(id, 'reminder'),
            new RegExp(`announcement ${at + 1} of ${budget} this month`),
          );
          const pressed = await press(id, { overrideReason: ' Gas in Halle 2 ' });
          assert.match(pressed.headers.get('location') ?? '', /progress/);
          assert.equal((await remind(id, { overrideReason: 'Noch immer Gas' })).status, 200);
          await eventually(
            () => remindedOf(id),
            (all) => all.join() === 'ben accepted,ben accepted',
          );
          const recorded = (await world()
            .umlauf.db('audit_entries')
            .where({ action: 'reminder:sent', subject: id })
            .orderBy('seq')
            .pluck('details')) as string[];
          assert.deepEqual(
            recorded.map((details) => (JSON.parse(details) as { override: string }).override),
            ['Gas in Halle 2', 'Noch immer Gas'],
          );
        }
        const { id } = await sentTo({ people: ['ben'], priority: 'critical' });
        const refused = await remind(id, { overrideReason: 'Gas' });
        assert.deepEqual(
          [refused.status, (refused.json as { type: string }).type],
          [409, '/problems/override-budget'],
        );
        const page = await pageOf(id, 'reminder');
        assert.doesNotMatch(page, /name="overrideReason"/);
        assert.match(page, /you have used up/);
      });

      it('goes out at once where the announcement itself may disturb, and says so', async () => {
        const draft = await draftFor(anna, { ...soon(), people: ['ben'], priority: 'critical' });
        await anna.call('PATCH', `/announcements/${draft.id}`, { overrideReason: 'Hochwasser' });
        const { id } = await sentAsSecond(draft.id);
        assert.match(await pageOf(id, 'reminder'), /at once all the same.*Hochwasser/s);
        assert.equal((await press(id)).status, 303);
        await eventually(
          () => remindedOf(id),
          (all) => all.join() === 'ben accepted',
        );
      });

      it('is refused of what holds no longer when they end', async () => {
        const { id } = await sentTo({ people: ['ben'], deadlineAt: null });
        const expires_at = Date.parse(mornings()) - hour;
        await world().umlauf.transaction((tx) => tx('announcements').where({ id }).update({ expires_at }));
        assert.equal((await remind(id)).status, 409);
        assert.deepEqual(await remindedOf(id), []);
      });

      /** As if a second person had agreed: the budget of the month is used up by what was before. */
      async function sentAsSecond(id: string): Promise<{ id: string }> {
        await world().umlauf.transaction((tx) => tx('reminders').update({ override_reason: '' }));
        return release(anna, id);
      }
    },
    () => pushSettings(service),
  );
});
