import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { postTogether } from '../../server/channels/post-together.ts';
import { lockRows } from '../../server/platform/db/dialect.ts';
import type { Transaction } from '../../server/platform/db/database.ts';
import { newId } from '../../server/platform/ids.ts';
import { channelOfShift } from '../support/chatting.ts';
import { eventually } from '../support/eventually.ts';
import { openWorld, type World } from '../support/world.ts';

/** For a machine that does other things as well. */
const patienceMs = 20_000;

type Posting = { personId: string; text: string };

/** On SQLite nobody writes beside another. */
describe('Whoever posts holds what others hold without the channel in the order in which they do', () => {
  let world: World;
  let [channelId, benId] = ['', ''];
  let [first, last] = ['', ''];

  before(async () => {
    world = await openWorld('PostgreSQL');
    const ben = await world.signIn('ben');
    benId = ben.personId;
    channelId = await channelOfShift(world.umlauf, ben);
    // Nobody is told of what he says himself.
    const members = world.umlauf
      .db('channel_members')
      .where({ channel_id: channelId })
      .whereNot({ person_id: benId });
    const ids = (await members.orderBy('person_id').pluck('person_id')) as string[];
    [first, last] = [ids[0] ?? '', ids.at(-1) ?? ''];
  });
  after(() => world.stop());

  const isWaiting = async (): Promise<boolean> => {
    const { rows } = (await world.umlauf.db.raw('select 1 from pg_locks where not granted')) as {
      rows: unknown[];
    };
    return rows.length > 0;
  };

  /** While somebody holds the first row and these posts wait for it, he comes to the last one as well. */
  async function holdsBoth(rows: (tx: Transaction) => Knex.QueryBuilder[], postings: Posting[]) {
    let posted: Promise<unknown> = Promise.resolve();
    await world.umlauf.transaction(async (tx) => {
      const [one, other] = rows(tx);
      assert.ok(one && other);
      assert.equal(((await lockRows(tx, one)) as unknown[]).length, 1);
      posted = postTogether(
        world.umlauf,
        postings.map((posting) => ({
          ...{ channelId, clientMessageId: randomUUID(), replyToSeq: null },
          ...posting,
        })),
      );
      await eventually(isWaiting, (is) => is, patienceMs);
      assert.equal(((await other.forUpdate().noWait()) as unknown[]).length, 1);
    });
    await posted;
  }

  it('the markers of those who read', async () => {
    const marker = (tx: Transaction, personId: string): Knex.QueryBuilder =>
      tx('channel_members').where({ channel_id: channelId, person_id: personId });
    const postings = [last, first].map((personId) => ({ personId, text: 'Ich komme.' }));
    await holdsBoth((tx) => [marker(tx, first), marker(tx, last)], postings);
  });

  it('the notices that are being sent', async () => {
    const { umlauf } = world;
    const people = [first, last];
    await umlauf.transaction(async (tx) => {
      for (const personId of people) {
        const device = { id: newId(), person_id: personId, label: 'Telefon', secret_hash: newId() };
        await tx('devices').insert({ ...device, created_at: 0, last_seen_at: 0 });
        const subscription = { id: newId(), person_id: personId, device_id: device.id, p256dh: '', auth: '' };
        const seen = { host: 'push.invalid', endpoint: newId(), created_at: 0, last_seen_at: 0 };
        await tx('push_subscriptions').insert({ ...subscription, ...seen });
        await tx('deliveries').insert({
          ...{ occasion_id: channelId, subscription_id: subscription.id, kind: 'channel', host: seen.host },
          ...{ person_id: personId, device_id: device.id, transport: 'push', state: 'accepted', attempts: 1 },
          ...{ next_attempt_at: 0, created_at: 0, expires_at: 0, from_seq: 0 },
        });
      }
    });
    const notice = (tx: Transaction, personId: string): Knex.QueryBuilder =>
      tx('deliveries').where({ occasion_id: channelId, person_id: personId });
    const call = (personId: string) => `@[Wer](person:${personId})`;
    const postings = [last, first].map((personId) => ({ personId: benId, text: call(personId) }));
    await holdsBoth((tx) => [notice(tx, first), notice(tx, last)], postings);
  });
});
