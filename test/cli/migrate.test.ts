import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transaction } from '../../server/platform/db/database.ts';
import { openDatabase } from '../../server/platform/db/open-database.ts';
import { install } from '../support/installation.ts';

describe('A migration that is due', function () {
  this.timeout(30_000);

  it('copies the database aside first, once, and a new one not at all', async () => {
    const house = await install('SQLite');
    const copies = () => readdir(join(house.dataDir, 'backups')).catch(() => []);
    try {
      assert.deepEqual((await house.umlauf('migrate')).stdout, 'The database is up to date.\n');
      assert.equal((await house.umlauf('demo')).code, 0);
      assert.deepEqual(await copies(), []);
      const newest = await house.look(
        async ({ reader }) =>
          (await reader('knex_migrations').orderBy('id', 'desc').first()) as { name: string },
      );
      assert.match(newest.name, /^\d{14}-[a-z-]+$/, 'recorded by its bare name');
      const migration = (await import(`../../migrations/${newest.name}.ts`)) as {
        down: (tx: Transaction) => Promise<void>;
      };
      await house.look(({ transaction }) =>
        transaction(async (tx) => {
          await migration.down(tx);
          await tx('knex_migrations').where({ name: newest.name }).delete();
        }),
      );

      const { code, stdout, stderr } = await house.umlauf('migrate');
      assert.deepEqual([code, stdout, stderr], [0, 'The database is up to date.\n', '']);
      const [copy, ...further] = await copies();
      assert.match(copy ?? '', /^before-migration-.*\.sqlite$/);
      assert.deepEqual(further, []);
      assert.equal((await house.umlauf('migrate')).code, 0);
      assert.equal((await copies()).length, 1);
      assert.equal(await house.look(async ({ pendingMigrations }) => (await pendingMigrations()).length), 0);

      const aside = openDatabase(`sqlite:${join(house.dataDir, 'backups', copy ?? '')}`);
      const people = await aside.reader('people').where({ login: 'ben' });
      const pending = await aside.pendingMigrations();
      await aside.close();
      assert.equal(people.length, 1);
      assert.deepEqual(
        pending.map((name) => name.replace(/\.ts$/, '')),
        [newest.name],
      );
    } finally {
      await house.remove();
    }
  });
});
