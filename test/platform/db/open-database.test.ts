import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../server/platform/db/open-database.ts';

const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

describe('Closing the database', () => {
  it('leaves nothing behind that keeps the process alive, even while somebody is reading', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'umlauf-test-'));
    for (let ticks = 0; ticks < 8; ticks += 1) {
      const database = openDatabase(`sqlite:${join(folder, 'umlauf.sqlite')}`);
      const before = timers();
      await database.reader.raw('select 1');
      const late = database.reader.raw('select 2').then(() => 'read');
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      await database.close();
      assert.equal(await late, 'read');
      assert.equal(timers(), before, `closed ${ticks} ticks after the question`);
    }
    await rm(folder, { recursive: true });
  });
});
