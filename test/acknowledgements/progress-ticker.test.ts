import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { createListeners } from '../support/listener.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('Over the live connection', (world) => {
  const { connect, closeAll } = createListeners(() => world().baseUrl);
  afterEach(closeAll);

  it('the progress is the sender’s to follow', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { teams: ['Frühschicht'] });
    const follower = await connect(await world().signIn('anna'));
    assert.deepEqual(await follower.follow(id), { ok: true });
    const ben = await connect(await world().signIn('ben'));
    assert.deepEqual(await ben.follow(id), { ok: false, code: 'forbidden' });
    const clara = await connect(await world().signIn('clara'));
    assert.deepEqual(await clara.follow(id), { ok: false, code: 'not-found' });
    assert.deepEqual(await clara.follow('f'.repeat(32)), { ok: false, code: 'not-found' });
    for (const odd of [undefined, 5, `progress:${id}`, { id }]) {
      assert.deepEqual(await ben.follow(odd), { ok: false, code: 'malformed' });
    }
    assert.deepEqual(await ben.ask('announcement:released', { id }), { ok: false, code: 'not-found' });
    await confirm(await world().signIn('ben'), id);
    await eventually(
      () => follower.of('acknowledgement:counted').at(-1) as { confirmed: number } | undefined,
      (last) => last?.confirmed === 1,
    );
    assert.deepEqual([...ben.of('acknowledgement:counted'), ...clara.heard], []);
  });

  it('what is counted while the figures are being read is read at the next tick', async () => {
    const anna = await world().signIn('anna');
    const { id } = await released(anna, { people: ['ben'] });
    const follower = await connect(await world().signIn('anna'));
    await follower.follow(id);
    await follower.hears('acknowledgement:counted');
    const { db, countConfirmed } = world().umlauf;
    const readAt: number[] = [];
    const onQuery = ({ bindings }: { bindings?: unknown[] }) => {
      if (bindings?.includes(id) !== true) return;
      const now = performance.now();
      if (now - (readAt.at(-1) ?? 0) < 100) return;
      if (readAt.push(now) === 1) countConfirmed(id);
    };
    db.on('query', onQuery);
    await eventually(
      () => readAt.length,
      (times) => times > 1,
    );
    db.off('query', onQuery);
    const [first = 0, second = 0] = readAt;
    assert.ok(second - first < 700, `${second - first} ms`);
  });

  it('the figures follow the confirmations, at most four times a second, and end right', async () => {
    const anna = await world().signIn('anna');
    const { id, recipients } = await released(anna, { teams: ['Beide Werke'] });
    const rows = (await world()
      .umlauf.db('recipients')
      .join('people', 'people.id', 'recipients.person_id')
      .where({ announcement_id: id })
      .limit(30)
      .select('people.login')) as { login: string }[];
    const confirming = await Promise.all(rows.map(({ login }) => world().signIn(login)));
    const follower = await connect(await world().signIn('anna'));
    await follower.follow(id);
    await follower.hears('acknowledgement:counted');
    for (const person of confirming) assert.equal((await confirm(person, id)).status, 201);
    const confirmed = confirming.length;
    assert.equal(confirmed, 30);
    await eventually(
      () => follower.of('acknowledgement:counted').at(-1),
      (last) => (last as { confirmed: number }).confirmed === confirmed,
    );
    assert.deepEqual(follower.of('acknowledgement:counted').at(-1), {
      ...{ announcementId: id, confirmed, outstanding: recipients - confirmed, recipients },
    });
    const times = follower.heard.map(({ at }) => at);
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    assert.ok(times.length - 1 <= 4 * seconds * 1.1, `${times.length} in ${seconds} seconds`);
  });
});
