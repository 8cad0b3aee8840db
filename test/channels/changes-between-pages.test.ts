import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { clearOverdue } from '../../server/channels/retention/clear-overdue.ts';
import { messagesFor, opened, post, type Said } from '../support/chatting.ts';
import { join, leave } from '../support/membership.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase, type World } from '../support/world.ts';

const [seeds, steps] = [[4, 7], 100];
const minuteMs = 60_000;

/** The same rolls for the same seed. */
function rolling(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Page = { items: Said[]; next: number | string | null; revision: number; firstSeq: number };

/** What a client that knows nothing but the pages of changes has of a channel. */
function createFollower(fetchPage: (since: number | string, limit: number) => Promise<Answer>) {
  const messages = new Map<number, Said>();
  let known = 0;
  let rest: string | null = null;
  return {
    messages: (): Said[] => [...messages.values()].sort((a, b) => a.seq - b.seq),
    /** Answers whether there is more. */
    turn: async (limit: number): Promise<boolean> => {
      const answer = await fetchPage(rest ?? known, limit);
      if (answer.status === 404) {
        messages.clear();
        [known, rest] = [0, null];
        return false;
      }
      assert.equal(answer.status, 200, answer.text);
      const { items, next, revision, firstSeq } = answer.json as Page;
      assert.ok(items.length <= limit);
      for (const item of items) messages.set(item.seq, item);
      for (const seq of messages.keys()) if (seq < firstSeq) messages.delete(seq);
      rest = typeof next === 'string' ? next : null;
      if (rest === null) known = Math.max(known, Number(next ?? revision));
      return next !== null;
    },
  };
}

async function live(world: World, seed: number): Promise<void> {
  const { umlauf, clock } = world;
  const roll = rolling(seed);
  const [anna, ben, mehmet] = await Promise.all(['anna', 'ben', 'm.aydogan'].map((who) => world.signIn(who)));
  assert.ok(anna && ben && mehmet);
  const history = seed % 2 === 0 ? 'whole' : 'joining';
  const retention = { unit: 'hours', amount: 1 };
  const channelId = await opened(umlauf, anna, { teams: ['Frühschicht', 'Werkleitung'], history, retention });
  const path = `/channels/${channelId}`;
  const follower = createFollower((since, limit) =>
    mehmet.call('GET', `${path}/changes?since=${since}&limit=${limit}`),
  );
  let [last, isIn] = [0, true];
  const quoted = (): number => 1 + roll(3);
  const recent = (): number => Math.max(1, last - roll(8));
  const either = (): Visitor => (roll(2) === 0 ? anna : ben);
  const say = async (more: object = {}): Promise<void> => {
    const text = `Satz ${roll(1000)} @[M](person:${mehmet.personId})`;
    const { status } = await post(either(), channelId, { text, clientMessageId: randomUUID(), ...more });
    if (status === 201) last += 1;
  };
  const edit = (seq: number): Promise<Answer> =>
    either().call('PATCH', `${path}/messages/${seq}`, { text: `Anders ${roll(1000)}` });
  const changes: (() => unknown)[] = [
    () => say(),
    () => say({ replyToSeq: quoted() }),
    () => say({ replyToSeq: quoted() }),
    () => edit(quoted()),
    () => edit(quoted()),
    () => edit(recent()),
    () => either().call('DELETE', `${path}/messages/${recent()}`),
    () =>
      either().call(roll(3) === 0 ? 'DELETE' : 'PUT', `${path}/messages/${recent()}/reactions/%F0%9F%91%8D`),
    () => {
      clock.advance(roll(12) * minuteMs);
    },
    () => clearOverdue(umlauf),
    () => anna.call('PATCH', path, { retention: { unit: 'hours', amount: 1 + roll(3) } }),
    async () => {
      if (roll(6) > 0) return;
      await (isIn ? leave : join)(umlauf, 'm.aydogan', 'Frühschicht');
      isIn = !isIn;
    },
  ];
  for (let step = 0; step < steps; step += 1) {
    for (const { personId } of [anna, ben]) umlauf.postAllowance.clear(personId);
    await changes[roll(changes.length)]?.();
    if (roll(3) > 0) await follower.turn(1 + roll(3));
  }
  if (!isIn) await join(umlauf, 'm.aydogan', 'Frühschicht');
  await clearOverdue(umlauf);
  while (await follower.turn(2));
  assert.deepEqual(follower.messages(), await messagesFor(mehmet, channelId, '?after=0&limit=100'));
}

describeOnEachDatabase('Whoever turns the pages of what has changed', (world) => {
  for (const seed of seeds)
    it(`has in the end what the server has, whatever happens between two pages (seed ${seed})`, async () => {
      await live(world(), seed);
    });
});
