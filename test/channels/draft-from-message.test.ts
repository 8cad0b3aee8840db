import assert from 'node:assert/strict';
import { opened, problemOf, say, teamIdOf } from '../support/chatting.ts';
import { plantChannel, plantMessages } from '../support/conversation.ts';
import { join, leave } from '../support/membership.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Draft = {
  id: string;
  status: string;
  title: string;
  body: string;
  channelId: string | null;
  audience: { everyone: boolean; teams: string[]; people: string[] };
};

describeOnEachDatabase('A message of a channel', (world) => {
  const signIn = (login: string) => world().signIn(login);
  const house = () => world().umlauf;
  before(() => join(house(), 'ben', 'Frühschicht'));

  it('becomes a draft for the teams of its channel, with its text, and stays as it is', async () => {
    const [anna, ben] = [await signIn('anna'), await signIn('ben')];
    const channelId = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const text = `**Tor 2** ist zu\n\n- bis Freitag\n- fragt @[Ben Yıldız](person:${ben.personId})`;
    const { seq, revision } = await say(ben, channelId, text);
    const answer = await anna.call('POST', `/channels/${channelId}/messages/${seq}/draft`);
    assert.equal(answer.status, 201, answer.text);
    const draft = answer.json as Draft;
    assert.equal(answer.headers.get('location'), `/api/v1/announcements/${draft.id}`);
    assert.deepEqual(
      [draft.status, draft.title, draft.body, draft.channelId],
      ['draft', 'Tor 2 ist zu', '**Tor 2** ist zu\n\n- bis Freitag\n- fragt @Ben Yıldız', null],
    );
    const teams = await Promise.all(['Frühschicht', 'Werkleitung'].map((name) => teamIdOf(house(), name)));
    assert.deepEqual(draft.audience.teams.toSorted(), teams.toSorted());
    assert.deepEqual([draft.audience.everyone, draft.audience.people], [false, []]);
    const after = (await anna.call('GET', `/channels/${channelId}/messages`)).json as {
      items: { revision: number }[];
    };
    assert.equal(after.items.at(-1)?.revision, revision);
    assert.equal((await ben.call('GET', `/announcements/${draft.id}`)).status, 404, 'nobody has it yet');
  });

  it('is taken over by a form that leads to the draft', async () => {
    const anna = await signIn('anna');
    const channelId = await opened(house(), anna, { teams: ['Werkleitung'] });
    const { seq } = await say(anna, channelId, 'Morgen früher Beginn');
    const page = await anna.get(`/channels/${channelId}?message=${seq}`);
    assert.ok(page.text.includes(`/channels/${channelId}/messages/${seq}/draft`), 'there is a button for it');
    const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const { status, headers } = await anna.post(`/channels/${channelId}/messages/${seq}/draft`, {
      idempotencyKey,
    });
    assert.equal(status, 303);
    const location = headers.get('location') ?? '';
    assert.match(location, /^\/announcements\/[0-9a-f]{32}\/edit$/);
    assert.match((await anna.get(location)).text, />Morgen früher Beginn<\/textarea>/);
  });

  it('becomes one draft, however often the button is pressed or the call repeated', async () => {
    const anna = await signIn('anna');
    const channelId = await opened(house(), anna, { teams: ['Werkleitung'] });
    const [first, second] = [await say(anna, channelId, 'Einmal'), await say(anna, channelId, 'Zweitens')];
    const drafts = async (title: string): Promise<number> =>
      (await house().db('announcement_versions').where({ title })).length;
    const pathOf = ({ seq }: { seq: number }) => `/channels/${channelId}/messages/${seq}/draft`;
    const page = await anna.get(`/channels/${channelId}?message=${first.seq}`);
    const form = { idempotencyKey: /name="idempotencyKey" value="([^"]+)"/.exec(page.text)?.[1] ?? '' };
    const pressed = await Promise.all([anna.post(pathOf(first), form), anna.post(pathOf(first), form)]);
    assert.deepEqual(
      [await drafts('Einmal'), new Set(pressed.map(({ headers }) => headers.get('location'))).size],
      [1, 1],
    );
    await anna.post(pathOf(second), form);
    assert.equal(await drafts('Zweitens'), 1, 'the same page makes another of another message');
    const again = { 'idempotency-key': 'draft-1' };
    const calls = [first, first].map((said) => anna.call('POST', pathOf(said), undefined, again));
    const answers = await Promise.all(calls);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    assert.equal(new Set(answers.map(({ json }) => (json as Draft).id)).size, 1);
    assert.equal(await drafts('Einmal'), 2);
    const other = await anna.call('POST', pathOf(second), undefined, again);
    assert.deepEqual(problemOf(other), [409, 'idempotency-key-reused']);
  });

  it('is addressed to none of the teams that are not his to address', async () => {
    const { clock } = house();
    const [ben, anna] = [await signIn('ben'), await signIn('anna')];
    const [own, other] = [await teamIdOf(house(), 'Frühschicht'), await teamIdOf(house(), 'Werkleitung')];
    const channelId = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const { seq } = await say(anna, channelId, 'Für alle hier');
    await house().transaction((tx) => tx('team_owners').insert({ team_id: own, person_id: ben.personId }));
    const owner = await signIn('ben');
    const answer = await owner.call('POST', `/channels/${channelId}/messages/${seq}/draft`);
    assert.equal(answer.status, 201, answer.text);
    assert.deepEqual((answer.json as Draft).audience.teams, [own]);
    assert.ok(!(answer.json as Draft).audience.teams.includes(other));
    const direct = await plantChannel(house(), [ben.personId, anna.personId], {
      kind: 'direct',
      title: null,
    });
    await plantMessages(house(), [
      { channelId: direct, senderId: anna.personId, text: 'Unter uns', postedAt: clock.now() },
    ]);
    const alone = await owner.call('POST', `/channels/${direct}/messages/1/draft`);
    assert.deepEqual((alone.json as Draft).audience.teams, [], 'a conversation has no team');
    await house().transaction((tx) => tx('team_owners').where({ person_id: ben.personId }).delete());
  });

  it('is refused to whoever publishes nothing, does not exist for a stranger, and is no draft once deleted', async () => {
    const [anna, ben, clara] = await Promise.all(['anna', 'ben', 'clara'].map(signIn));
    assert.ok(anna && ben && clara);
    const channelId = await opened(house(), anna, { teams: ['Frühschicht', 'Werkleitung'] });
    const { seq } = await say(anna, channelId, 'Bald weg');
    const path = `/channels/${channelId}/messages/${seq}/draft`;
    assert.deepEqual(problemOf(await ben.call('POST', path)), [403, 'publisher-needed']);
    assert.equal((await clara.call('POST', path)).status, 404);
    assert.doesNotMatch((await ben.get(`/channels/${channelId}?message=${seq}`)).text, /\/draft"/);
    await anna.call('DELETE', `/channels/${channelId}/messages/${seq}`);
    assert.deepEqual(problemOf(await anna.call('POST', path)), [409, 'message-deleted']);
    await leave(house(), 'anna', 'Werkleitung');
    assert.equal((await anna.call('POST', path)).status, 404, 'nor for who is no member any more');
    await join(house(), 'anna', 'Werkleitung');
  });
});
