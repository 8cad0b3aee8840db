import assert from 'node:assert/strict';
import { confirm, released } from './support/announcing.ts';
import { createListeners } from './support/listener.ts';
import { join, leave } from './support/membership.ts';
import { describeOnEachDatabase } from './support/world.ts';

describeOnEachDatabase('Over the live connection', (world) => {
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);

  it('recipients, and they alone, hear of a release', async () => {
    const anna = await world().signIn('anna');
    const [ben, benAtHome, clara] = [
      await connect(await world().signIn('ben')),
      await connect(await world().signIn('ben')),
      await connect(await world().signIn('clara')),
    ];
    const { id } = await released(anna, {
      teams: ['Frühschicht'],
      title: 'Brandschutz',
      priority: 'important',
    });
    const expected = {
      id,
      title: 'Brandschutz',
      priority: 'important',
      requiresAcknowledgement: true,
      jitterMs: 0,
    };
    assert.deepEqual(await ben.hears('announcement:released'), expected);
    assert.deepEqual(await benAtHome.hears('announcement:released'), expected);
    const { id: other } = await released(anna, { people: ['clara'], acknowledgement: 'none' });
    const heard = (await clara.hears('announcement:released')) as Record<string, unknown>;
    assert.deepEqual([heard['id'], heard['requiresAcknowledgement']], [other, false]);
    assert.equal(clara.heard.length, 1, 'Clara heard nothing of Ben’s');
    assert.equal(ben.heard.length, 1);
  });

  it('who changes teams is told so', async () => {
    const [ben, clara] = [
      await connect(await world().signIn('ben')),
      await connect(await world().signIn('clara')),
    ];
    await join(world().umlauf, 'clara', 'Montage');
    assert.deepEqual(await clara.hears('membership:changed'), {});
    await leave(world().umlauf, 'clara', 'Montage');
    assert.deepEqual(await clara.hears('membership:changed', 2), {});
    assert.deepEqual(ben.heard, []);
  });

  it('a confirmation is told to the other devices of the same person', async () => {
    const [phone, office] = [await world().signIn('ben'), await world().signIn('ben')];
    const [listener, clara] = [await connect(office), await connect(await world().signIn('clara'))];
    const { id } = await released(await world().signIn('anna'), { teams: ['Frühschicht'] });
    await confirm(phone, id);
    assert.deepEqual(await listener.hears('announcement:changed'), { id });
    assert.deepEqual(clara.heard, []);
  });
});
