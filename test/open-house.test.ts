import assert from 'node:assert/strict';
import { openHouse } from '../server/open-house.ts';
import { SettingFault } from '../server/setting-fault.ts';
import { describeOnEachDatabase } from './support/world.ts';

describeOnEachDatabase(
  'A house that is no demo',
  (world) => {
    it('is not opened as one, and says which setting is wrong', async () => {
      const { config, clock, log } = world().umlauf;
      await assert.rejects(
        openHouse({ ...config, demo: true }, clock, log),
        (error) => error instanceof SettingFault && /^DEMO [^\n]+\.$/.test(error.message),
      );
      for (const demo of [null, false]) {
        const house = await openHouse({ ...config, demo }, clock, log);
        assert.equal(house.demo, false);
        await house.database.close();
      }
    });

    it('answers what is committed even when it cannot be told to others at once', async () => {
      const { umlauf, log } = world();
      const answer = await umlauf.transaction(async (tx) => {
        await umlauf.changes.append(tx, 'membership:changed', { personIds: [] });
        await tx.schema.renameTable('change_feed', 'hidden_feed');
        return 'done';
      });
      await umlauf.database.transaction((tx) => tx.schema.renameTable('hidden_feed', 'change_feed'));
      assert.equal(answer, 'done');
      const warnings = log.filter(({ level, msg }) => level === 40 && /told at once/.test(String(msg)));
      assert.equal(warnings.length, 1);
    });
  },
  () => ({ DEMO: '0' }),
);
