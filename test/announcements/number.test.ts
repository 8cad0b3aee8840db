import assert from 'node:assert/strict';
import { draftFor } from '../support/announcing.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('The number of an announcement', (world) => {
  it('is never given again, though its draft be thrown away', async () => {
    const anna = await world().signIn('anna');
    const thrownAway = await draftFor(anna, { teams: ['Frühschicht'] });
    assert.equal((await anna.call('DELETE', `/announcements/${thrownAway.id}`)).status, 204);
    const next = await draftFor(anna, { teams: ['Frühschicht'] });
    const serial = (number: string) => Number(number.split('-')[1]);
    assert.equal(serial(next.number), serial(thrownAway.number) + 1);
  });
});
