import assert from 'node:assert/strict';
import { draftFor, release } from '../support/announcing.ts';
import { join, leave } from '../support/membership.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const rounds = 20;

describeOnEachDatabase('A change of membership at the instant of a release', (world) => {
  const isRecipient = async (id: string, personId: string): Promise<boolean> => {
    const where = { announcement_id: id, person_id: personId };
    return (await world().umlauf.db('recipients').where(where).whereNull('left_at').first()) !== undefined;
  };

  it('never skips who joins', async () => {
    const [anna, clara] = [await world().signIn('anna'), await world().signIn('clara')];
    for (let round = 0; round < rounds; round += 1) {
      const { id } = await draftFor(anna, { teams: ['Produktion'] });
      await Promise.all([release(anna, id), join(world().umlauf, 'clara', 'Frühschicht')]);
      assert.equal(await isRecipient(id, clara.personId), true, `round ${round}`);
      await leave(world().umlauf, 'clara', 'Frühschicht');
      assert.equal(await isRecipient(id, clara.personId), false);
    }
  });

  it('never keeps who leaves', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    for (let round = 0; round < rounds; round += 1) {
      const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
      await Promise.all([leave(world().umlauf, 'ben', 'Frühschicht'), release(anna, id)]);
      assert.equal(await isRecipient(id, ben.personId), false, `round ${round}`);
      await join(world().umlauf, 'ben', 'Frühschicht');
    }
  });
});
