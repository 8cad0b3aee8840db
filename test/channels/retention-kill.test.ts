import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { install, type Installation } from '../support/installation.ts';
import { plantChannel } from '../support/plant-channel.ts';
import type { DatabaseKind } from '../support/world.ts';

const dayMs = 24 * 3_600_000;
const preload = join(import.meta.dirname, '../support/kill-at.mjs');

describe('Messages that are being deleted', function () {
  this.timeout(60_000);
  let house: Installation;
  afterEach(() => house.remove());

  for (const kind of ['SQLite', 'PostgreSQL'] as DatabaseKind[])
    it(`are gone after the next start when the process is killed meanwhile, and no other is (${kind})`, async () => {
      house = await install(kind);
      await (await house.start()).kill('SIGTERM');
      const old = Date.now() - 31 * dayMs;
      const channelId = await house.look((database) =>
        plantChannel(database, { postedAt: [...Array.from({ length: 1200 }, () => old), Date.now()] }),
      );
      const seqs = () =>
        house.look(
          async ({ reader }) =>
            (await reader('messages')
              .where({ channel_id: channelId })
              .orderBy('seq')
              .pluck('seq')) as number[],
        );
      const killed = await house
        .start({ NODE_OPTIONS: `--import ${preload}`, KILL_AT: 'umlauf:messages-deleted' })
        .then(({ ended }) => ended)
        .catch(() => null);
      assert.ok(killed === null || killed.signal === 'SIGKILL');
      assert.equal((await seqs()).length, 1201, 'what was not committed is there');
      const running = await house.start();
      assert.deepEqual(await eventually(seqs, ({ length }) => length === 1, 20_000), [1201]);
      await running.kill('SIGTERM');
      if (kind === 'PostgreSQL') return;
      const bytes = await readFile(join(house.dataDir, 'umlauf.sqlite'));
      assert.equal(bytes.includes('<p>Satz 1200</p>'), true);
      for (const index of [0, 17, 600, 1199])
        assert.equal(bytes.includes(`<p>Satz ${index}</p>`), false, 'not a word of it is in the file');
    });
});
