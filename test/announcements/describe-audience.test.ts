import assert from 'node:assert/strict';
import { released } from '../support/announcing.ts';
import { openWorld, type World } from '../support/world.ts';

describe('To whom an announcement goes', () => {
  let world: World;
  before(async () => {
    world = await openWorld('SQLite');
  });
  after(() => world.stop());

  it('is said with the names of single people to the sender alone', async () => {
    const [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
    const { id } = await released(anna, { teams: ['Frühschicht'], people: ['deniz', 'esther'] });
    const [sender, recipient] = [
      await anna.get(`/announcements/${id}`),
      await ben.get(`/announcements/${id}`),
    ];
    assert.match(sender.text, /Frühschicht, .*Deniz Arslan/);
    assert.match(recipient.text, /Frühschicht, 2 Personen/);
    assert.doesNotMatch(recipient.text, /Deniz Arslan|Esther Blum/);
  });
});
