import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plantChannel, plantMessages, replant } from '../../support/conversation.ts';
import { openWorld, type World } from '../../support/world.ts';

const letters = 'bcdfghjklmnpqrstvwxz';

/** Words that stand nowhere else; each draws on from the one before. */
function wordsFrom(seed: number): () => string {
  let state = seed;
  const roll = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return () => Array.from({ length: 14 }, () => letters[roll(letters.length)]).join('');
}

describe('Of a message that is no more (SQLite)', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  after(() => world.stop());

  const bytesOfFile = async (): Promise<Buffer> => {
    const [{ busy } = { busy: 1 }] = (await world.umlauf.db.raw('pragma wal_checkpoint(truncate)')) as {
      busy: number;
    }[];
    assert.equal(busy, 0, 'all is in the file');
    return readFileSync(join(world.dataDir, 'umlauf.sqlite'));
  };

  it('no word stands in the file any more, neither in the table nor in the index', async function () {
    this.timeout(120_000);
    const { umlauf } = world;
    const { personId } = await world.signIn('ben');
    const channelId = await plantChannel(umlauf, [personId]);
    const draw = wordsFrom(42);
    const kept: string[] = [];
    const gone: string[] = [];
    const said = Array.from({ length: 600 }, () => `Die ${draw()}anlage ${draw()} und ${draw()}`);
    for (let from = 0; from < said.length; from += 50) {
      const texts = said.slice(from, from + 50);
      await plantMessages(
        umlauf,
        texts.map((text) => ({ channelId, senderId: personId, text })),
      );
    }
    for (const [at, text] of said.entries()) {
      const seq = at + 1;
      if (at % 3 === 0) await replant(umlauf, { channelId, seq }, at % 2 === 0 ? null : 'Etwas anderes');
      (at % 3 === 0 || at < 200 ? gone : kept).push(text);
    }
    await umlauf.transaction((tx) =>
      tx('messages').where({ channel_id: channelId }).where('seq', '<=', 200).delete(),
    );
    const file = await bytesOfFile();
    const wordsIn = (texts: string[]) => texts.flatMap((text) => text.match(/[a-z]{14}/g) ?? []);
    const found = wordsIn(gone).filter((word) => file.includes(word.slice(-8)));
    assert.deepEqual(found, []);
    assert.ok(
      wordsIn(kept).every((word) => file.includes(word.slice(-8))),
      'what is kept is looked for rightly',
    );
  });
});
