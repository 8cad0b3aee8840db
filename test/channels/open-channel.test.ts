import assert from 'node:assert/strict';
import { opened, post, problemOf, say, teamIdOf, textsFor } from '../support/chatting.ts';
import { join, leave } from '../support/membership.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Channel = {
  id: string;
  title: string;
  kind: string;
  members: number;
  mayChange: boolean;
  unread: number;
  mentions: number;
};

describeOnEachDatabase('Opening a channel', (world) => {
  const signIn = (login: string) => world().signIn(login);
  const house = () => world().umlauf;
  const words = { title: 'Übergabe', purpose: 'Was die nächste Schicht wissen muss' };

  it('is for administrators and those who may address its teams; it says for what, and how long things are kept', async () => {
    const [anna, ben, deniz] = [await signIn('anna'), await signIn('ben'), await signIn('deniz')];
    const teams = [await teamIdOf(house(), 'Frühschicht')];
    assert.deepEqual(problemOf(await ben.call('POST', '/channels', { ...words, teams })), [
      403,
      'channel-openers',
    ]);
    for (const visitor of [anna, deniz])
      assert.equal((await visitor.call('POST', '/channels', { ...words, teams })).status, 201);
    const opening = await deniz.call('POST', '/channels', { ...words, teams });
    const { id, channel } = opening.json as { id: string; channel: unknown };
    assert.equal(channel, null, 'whoever opens it is not in it');
    assert.equal((await deniz.call('GET', `/channels/${id}/messages`)).status, 404);
    const found = (await ben.call('GET', `/channels/${id}`)).json as Record<string, unknown>;
    assert.deepEqual(
      [found['retention'], found['history'], found['purpose']],
      [{ unit: 'days', amount: 30 }, 'joining', words.purpose],
    );
    for (const [given, problem] of [
      [{ title: ' ' }, 'channel-title-missing'],
      [{ title: 'a'.repeat(81) }, 'channel-title-long'],
      [{ purpose: '' }, 'channel-purpose-missing'],
      [{ teams: [] }, 'channel-teams-missing'],
      [{ teams: ['0'.repeat(32)] }, 'unknown-team'],
      [{ retention: { unit: 'days', amount: 366 } }, 'retention-amount'],
      [{ retention: { unit: 'conversation', idleHours: 0 } }, 'retention-amount'],
    ] as const)
      assert.deepEqual(problemOf(await anna.call('POST', '/channels', { ...words, teams, ...given })), [
        422,
        problem,
      ]);
  });

  it('offers an administrator every team, others those that they may address', async () => {
    const [anna, ben, deniz] = [await signIn('anna'), await signIn('ben'), await signIn('deniz')];
    type Teams = { items: { id: string }[] };
    const offered = async (visitor: typeof ben): Promise<string[]> =>
      ((await visitor.call('GET', '/teams?for=channels')).json as Teams).items.map(({ id }) => id);
    const all = (await house().db('teams').whereNull('gone_at').pluck('id')) as string[];
    const [forDeniz, forAnna] = [await offered(deniz), await offered(anna)];
    assert.deepEqual([...forDeniz].sort(), [...all].sort());
    assert.deepEqual(forAnna, forDeniz);
    assert.deepEqual(await offered(ben), []);
    const page = (await deniz.get('/channels/new')).text;
    assert.ok(all.every((id) => page.includes(`value="${id}"`)));
    for (const id of all.slice(0, 3))
      assert.equal((await deniz.call('POST', '/channels', { ...words, teams: [id] })).status, 201);
  });

  it('can be corrected later by a member who might open it; everybody sees the rule', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const id = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const change = { title: 'Übergabe Früh', retention: { unit: 'hours', amount: 8 } };
    assert.equal((await ben.call('PATCH', `/channels/${id}`, change)).status, 403);
    const changed = await anna.call('PATCH', `/channels/${id}`, change);
    assert.equal(changed.status, 200, changed.text);
    const found = (await ben.call('GET', `/channels/${id}`)).json as Record<string, unknown>;
    assert.deepEqual([found['title'], found['retention']], ['Übergabe Früh', { unit: 'hours', amount: 8 }]);
  });
});

describeOnEachDatabase('A conversation of a few', (world) => {
  const signIn = (login: string) => world().signIn(login);
  const house = () => world().umlauf;

  it('is for two to eight who share a team, always the same one for the same people', async () => {
    const [anna, ben, clara] = [await signIn('anna'), await signIn('ben'), await signIn('clara')];
    await join(house(), 'anna', 'Frühschicht');
    const answer = await ben.call('POST', '/direct-conversations', { people: [anna.personId] });
    const { id, title } = answer.json as Channel;
    assert.deepEqual([answer.status, title], [201, 'Anna Krause']);
    const same = await anna.call('POST', '/direct-conversations', { people: [ben.personId] });
    assert.deepEqual(
      [same.status, (same.json as Channel).id, (same.json as Channel).title],
      [200, id, 'Ben Yıldız'],
    );
    await say(ben, id, 'Kann ich morgen tauschen?');
    assert.deepEqual(await textsFor(anna, id), ['Kann ich morgen tauschen?']);
    assert.equal((await clara.call('GET', `/channels/${id}/messages`)).status, 404);
    for (const [people, problem] of [
      [[], 'conversation-alone'],
      [[ben.personId], 'conversation-alone'],
      [[clara.personId], 'unknown-person'],
      [Array.from({ length: 8 }, (_, at) => String(at).repeat(32)), 'conversation-crowded'],
    ] as const)
      assert.deepEqual(problemOf(await ben.call('POST', '/direct-conversations', { people })), [
        422,
        problem,
      ]);
  });

  it('is read by no administrator, and leaves no record of who talks to whom', async () => {
    const [anna, ben, deniz] = [await signIn('anna'), await signIn('ben'), await signIn('deniz')];
    await join(house(), 'anna', 'Frühschicht');
    const answer = await ben.call('POST', '/direct-conversations', { people: [anna.personId] });
    const { id } = answer.json as Channel;
    await say(ben, id, 'Unter uns');
    for (const path of ['', '/messages', '/changes', '/members'])
      assert.equal((await deniz.call('GET', `/channels/${id}${path}`)).status, 404);
    const entries = await house().db('audit_entries');
    assert.ok(!JSON.stringify(entries).includes(id));
  });

  it('ends for both when they share no team any more', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    await join(house(), 'anna', 'Frühschicht');
    const answer = await ben.call('POST', '/direct-conversations', { people: [anna.personId] });
    const { id } = answer.json as Channel;
    await say(ben, id, 'Bis morgen');
    await leave(house(), 'anna', 'Frühschicht');
    const shared = (await house()
      .db('channel_members')
      .where({ channel_id: id })
      .pluck('person_id')) as string[];
    assert.deepEqual(shared, []);
    assert.equal((await post(ben, id, 'Hallo?')).status, 404);
  });
});

describeOnEachDatabase('The list of channels', (world) => {
  const signIn = (login: string) => world().signIn(login);
  const house = () => world().umlauf;

  it('counts what one has not read, and the calls in it, for oneself alone', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const id = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const mine = async (visitor: typeof ben): Promise<Channel | undefined> =>
      ((await visitor.call('GET', '/channels')).json as { items: Channel[] }).items.find(
        (one) => one.id === id,
      );
    await say(anna, id, 'Erstens');
    await say(anna, id, `@[Ben](person:${ben.personId}) zweitens`);
    await say(anna, id, '@[alle](all) drittens');
    const counted = async () => [(await mine(ben))?.unread, (await mine(ben))?.mentions];
    assert.deepEqual(await counted(), [3, 2]);
    assert.deepEqual([(await mine(anna))?.unread, (await mine(anna))?.mentions], [0, 0]);
    assert.deepEqual((await ben.call('PUT', `/channels/${id}/read`, { seq: 2 })).json, { seq: 2 });
    assert.deepEqual(
      (await ben.call('PUT', `/channels/${id}/read`, { seq: 1 })).json,
      { seq: 2 },
      'never lowered',
    );
    assert.deepEqual(await counted(), [1, 1]);
    await ben.call('PUT', `/channels/${id}/read`, { seq: 99 });
    assert.deepEqual(await counted(), [0, 0]);
    assert.deepEqual(
      await house()
        .db('channel_members')
        .where({ channel_id: id, person_id: anna.personId })
        .pluck('read_seq'),
      [3],
    );
  });
});
