import { openDemoHouse } from '../demo-house.ts';
import { releaseDraft } from './release-draft.ts';
import { measureRounds } from './rounds.ts';

await measureRounds(process.argv.slice(2), async (file) => {
  const house = await openDemoHouse(file);
  const bring = await releaseDraft(house);
  // The one writing connection is there long before a release in a house that is open.
  await house.transaction((tx) => tx.raw('select 1'));
  return { reader: house.db, bring, close: () => house.database.close() };
});
