import assert from 'node:assert/strict';
import type { Transaction } from '../../server/platform/db/database.ts';
import { install, type Installation } from '../support/installation.ts';
import type { Outcome } from '../support/running-umlauf.ts';
import type { DatabaseKind } from '../support/world.ts';

const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
const openTheRecord: Record<DatabaseKind, string[]> = {
  SQLite: ['drop trigger audit_entries_no_update', 'drop trigger audit_entries_no_delete'],
  PostgreSQL: ['drop trigger audit_entries_append_only on audit_entries'],
};

for (const kind of kinds) {
  describe(`The audit record (${kind})`, function () {
    this.timeout(30_000);
    let house: Installation;
    let verdict: Outcome;
    before(async () => {
      house = await install(kind);
      await house.umlauf('demo');
      await house.umlauf('token', 'create', '--person', 'ben');
    });
    after(() => house.remove());
    const tamper = (work: (tx: Transaction) => Promise<unknown>) =>
      house.look(({ transaction }) => transaction(work));

    it('is verified as a whole', async () => {
      verdict = await house.umlauf('audit', 'verify');
      assert.equal(verdict.code, 0, verdict.stderr);
      assert.match(verdict.stdout, /^intact: \d+ entries, head [0-9a-f]{64}\n$/);
    });

    it('cannot be changed or cut through the database', async () => {
      await assert.rejects(
        tamper((tx) => tx('audit_entries').where({ seq: 2 }).update({ subject: 'somebody' })),
        /append-only/,
      );
      await assert.rejects(
        tamper((tx) => tx('audit_entries').where({ seq: 2 }).delete()),
        /append-only/,
      );
    });

    it('names the first number that was tampered with', async () => {
      for (const sql of openTheRecord[kind]) await tamper((tx) => tx.raw(sql));
      const first = await house.look(
        async ({ reader }) =>
          (await reader('audit_entries').where({ seq: 2 }).first()) as Record<string, unknown>,
      );
      const changes: [string, (tx: Transaction) => Promise<unknown>, number][] = [
        ['changed', (tx) => tx('audit_entries').where({ seq: 2 }).update({ details: '{}' }), 2],
        ['as it was', (tx) => tx('audit_entries').where({ seq: 2 }).update({ details: first['details'] }), 0],
        ['taken out', (tx) => tx('audit_entries').where({ seq: 2 }).delete(), 2],
        ['put back', (tx) => tx('audit_entries').insert(first), 0],
        ['backdated', (tx) => tx('audit_entries').where({ seq: 3 }).update({ at: 0 }), 3],
      ];
      for (const [title, change, brokenAt] of changes) {
        await tamper(change);
        const { code, stdout, stderr } = await house.umlauf('audit', 'verify');
        if (brokenAt === 0) assert.deepEqual([code, stdout], [0, verdict.stdout], title);
        else
          assert.deepEqual(
            [code, stdout, stderr],
            [1, '', `The record is broken at entry ${brokenAt}.\n`],
            title,
          );
      }
    });
  });
}
