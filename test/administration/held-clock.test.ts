import assert from 'node:assert/strict';
import { examineInside } from '../../server/doctor/examine-house.ts';
import { clearOverdue } from '../../server/channels/retention/clear-overdue.ts';
import { plantChannel } from '../support/plant-channel.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [page, confirmation] = ['/administration/delivery', '/administration/clock/confirmation'];
const yearMs = 365 * 24 * 3_600_000;

describeOnEachDatabase('A clock that is not trusted', (world) => {
  const house = () => world().umlauf;
  let deniz: Visitor;
  let channelId: string;
  const countLeft = async (): Promise<number> =>
    ((await house().db('messages').where({ channel_id: channelId }).pluck('seq')) as number[]).length;
  const confirmed = () => house().db('audit_entries').where({ action: 'clock:confirmed' });
  const retention = async () =>
    (await examineInside(house(), world().clock.now())).find(({ part }) => part === 'retention')?.reason;

  before(async () => {
    channelId = await plantChannel(house(), { postedAt: [world().clock.now()] });
    await clearOverdue(house());
    world().clock.advance(10 * yearMs);
    await clearOverdue(house());
    deniz = await world().signIn('deniz');
    await deniz.post('/me/language', { language: 'en' });
  });

  it('is told to the administration and to the doctor, with the way out', async () => {
    assert.equal(await retention(), 'retentionHeld');
    const { text } = await deniz.get(page);
    assert.match(text, /No message is deleted/);
    assert.match(text, new RegExp(`action="${confirmation}"`));
  });

  it('is confirmed by an administrator at a browser alone', async () => {
    assert.equal((await (await world().signIn('anna')).post(confirmation)).status, 403);
    assert.equal((await deniz.post(confirmation, { _csrf: 'none' })).status, 403);
    await clearOverdue(house());
    assert.equal(await countLeft(), 1);
    assert.deepEqual(await confirmed(), []);
  });

  it('deletes what is past its time once it is said to be right, which is recorded once', async () => {
    for (const again of [1, 2])
      assert.equal((await deniz.post(confirmation)).headers.get('location'), page, String(again));
    await clearOverdue(house());
    assert.equal(await countLeft(), 0);
    assert.equal(await retention(), 'retentionGood');
    assert.doesNotMatch((await deniz.get(page)).text, new RegExp(confirmation));
    const [entry, ...more] = (await confirmed()) as { actor_id: string }[];
    assert.deepEqual([entry?.actor_id, more.length], [deniz.personId, 0]);
  });
});
