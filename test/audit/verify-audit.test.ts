import assert from 'node:assert/strict';
import { recordAudit } from '../../server/audit/record-audit.ts';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import type { Transaction } from '../../server/platform/db/database.ts';
import { confirm, released } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('The record', (world, kind) => {
  const change = (work: (tx: Transaction) => Promise<unknown>) => world().umlauf.database.transaction(work);
  const verdict = () => verifyAudit(world().umlauf.db);
  const entry = (subject: string) => ({
    at: world().clock.now(),
    actorId: null,
    action: 'test',
    subject,
    details: {},
  });

  it('is intact after what people do, and ends with what was done last', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    await confirm(ben, id);
    const last = (await world().umlauf.db('audit_entries').orderBy('seq', 'desc').first()) as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      [last['action'], last['actor_id'], last['subject']],
      ['acknowledgement:given', ben.personId, id],
    );
    assert.deepEqual(await verdict(), { intact: true, entries: last['seq'], head: last['hash'] });
  });

  it('has no gap and no fork when many write at once', async () => {
    const before = await verdict();
    assert.ok(before.intact);
    await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        world().umlauf.transaction((tx) => recordAudit(tx, entry(`${at}`))),
      ),
    );
    const after = await verdict();
    assert.ok(after.intact);
    assert.equal(after.entries, before.entries + 30);
  });

  it('keeps nothing of a transaction that was rolled back, and no number for it', async () => {
    const before = await verdict();
    const broken = world().umlauf.transaction(async (tx) => {
      await recordAudit(tx, entry('never'));
      throw new Error('rolled back by the test');
    });
    await assert.rejects(broken, /rolled back by the test/);
    assert.deepEqual(await verdict(), before);
  });

  it('takes no change and no deletion: the database refuses', async () => {
    const statements = [
      "update audit_entries set details = '{}' where seq = 2",
      'delete from audit_entries where seq = 2',
    ];
    if (kind === 'PostgreSQL') statements.push('truncate audit_entries');
    for (const statement of statements) {
      await assert.rejects(
        change((tx) => tx.raw(statement)),
        /append-only/,
        statement,
      );
    }
    assert.equal((await verdict()).intact, true);
  });

  describe('whose guard somebody has taken away', () => {
    const triggers =
      kind === 'SQLite'
        ? ['audit_entries_no_update', 'audit_entries_no_delete']
        : ['audit_entries_append_only'];
    const onTable = kind === 'SQLite' ? '' : ' on audit_entries';

    before(() =>
      change(async (tx) => {
        for (const trigger of triggers) await tx.raw(`drop trigger ${trigger}${onTable}`);
      }),
    );

    /** Does it, asks, and undoes it again. */
    async function tampered(seq: number, work: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
      const rows = (await world().umlauf.db('audit_entries').where('seq', '>=', seq)) as object[];
      await change(work);
      const found = await verdict();
      await change(async (tx) => {
        await tx('audit_entries').where('seq', '>=', seq).delete();
        await tx.batchInsert('audit_entries', rows, 50);
      });
      assert.equal((await verdict()).intact, true);
      return found;
    }

    const changes: [string, object][] = [
      ['another actor', { actor_id: 'somebody else' }],
      ['another time', { at: 1 }],
      ['another action', { action: 'nothing' }],
      ['other details', { details: '{"recipients":0}' }],
      ['another hash', { hash: 'f'.repeat(64) }],
      ['another hash before it', { previous_hash: 'f'.repeat(64) }],
    ];
    for (const [what, fields] of changes) {
      it(`shows ${what}`, async () => {
        const found = await tampered(3, (tx) => tx('audit_entries').where({ seq: 3 }).update(fields));
        assert.deepEqual(found, { intact: false, brokenAt: 3 });
      });
    }

    it('shows a missing line, and lines that changed places', async () => {
      const removed = await tampered(3, (tx) => tx('audit_entries').where({ seq: 3 }).delete());
      assert.deepEqual(removed, { intact: false, brokenAt: 3 });
      const first = await tampered(1, (tx) => tx('audit_entries').where({ seq: 1 }).delete());
      assert.deepEqual(first, { intact: false, brokenAt: 1 });
      const exchanged = await tampered(3, async (tx) => {
        await tx('audit_entries').where({ seq: 3 }).update({ seq: 1_000_000 });
        await tx('audit_entries').where({ seq: 4 }).update({ seq: 3 });
        await tx('audit_entries').where({ seq: 1_000_000 }).update({ seq: 4 });
      });
      assert.deepEqual(exchanged, { intact: false, brokenAt: 3 });
    });
  });
});
