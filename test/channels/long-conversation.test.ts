import assert from 'node:assert/strict';
import { opened } from '../support/chatting.ts';
import { fillWithMessages } from '../support/chat/fill-with-messages.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const [few, many] = [100, 10_000];
const times = 15;
/** What a machine that does other things as well may add; nobody sees it. */
const unseenMs = 20;

describeOnEachDatabase('Opening a conversation', (world, kind) => {
  let ben: Visitor;
  const channels = { few: '', many: '' };
  let listedBeforeMs = Infinity;

  before(async () => {
    const deniz = await world().signIn('deniz');
    ben = await world().signIn('ben');
    for (const which of ['few', 'many'] as const) {
      const id = await opened(world().umlauf, deniz, {
        teams: ['Frühschicht'],
        title: which,
        history: 'whole',
      });
      if (which === 'many') listedBeforeMs = await timeOfList();
      await fillWithMessages(world().umlauf, id, which === 'few' ? few : many);
      channels[which] = id;
    }
    // It counts its rows by itself within a minute; nobody says ten thousand things in one.
    if (kind === 'PostgreSQL') await world().umlauf.db.raw('analyze');
  });

  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Infinity;

  async function timeOfList(): Promise<number> {
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const startedAt = performance.now();
      assert.equal((await ben.call('GET', '/channels')).status, 200);
      taken.push(performance.now() - startedAt);
    }
    return median(taken);
  }

  /** In turn, so that whatever slows the machine slows both. */
  async function timesOf(
    open: (channelId: string) => Promise<Answer>,
  ): Promise<Record<'few' | 'many', number>> {
    const taken: Record<'few' | 'many', number[]> = { few: [], many: [] };
    for (let time = 0; time < times; time += 1)
      for (const which of ['few', 'many'] as const) {
        const startedAt = performance.now();
        const { status, text } = await open(channels[which]);
        taken[which].push(performance.now() - startedAt);
        assert.equal(status, 200);
        assert.ok(text.includes(`Palette ${which === 'few' ? few : many} `));
      }
    return { few: median(taken.few), many: median(taken.many) };
  }

  const ways: Record<string, (channelId: string) => Promise<Answer>> = {
    'its page': (id) => ben.get(`/channels/${id}`),
    'the newest messages': (id) => ben.call('GET', `/channels/${id}/messages`),
    'what came last': (id) =>
      ben.call('GET', `/channels/${id}/messages?after=${id === channels.few ? few - 50 : many - 50}`),
    'the last changes': (id) =>
      ben.call('GET', `/channels/${id}/changes?since=${id === channels.few ? few - 50 : many - 50}`),
  };
  it('costs the list of channels no more than before, though ten thousand are unread', async () => {
    const listedMs = await timeOfList();
    // PostgreSQL reads a table of so few rows whole, rather than a hundred by their place.
    const mayAddMs = kind === 'SQLite' ? unseenMs : 5 * unseenMs;
    assert.ok(listedMs < 1.3 * listedBeforeMs + mayAddMs, `${listedMs} ms, before ${listedBeforeMs} ms`);
  });

  for (const [name, open] of Object.entries(ways))
    it(`costs the same with ten thousand messages behind it as with a hundred: ${name}`, async () => {
      const taken = await timesOf(open);
      assert.ok(taken.many < 1.3 * taken.few + unseenMs, JSON.stringify(taken));
    });
});
