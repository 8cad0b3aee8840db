import assert from 'node:assert/strict';
import { confirm, draftFor, release } from '../support/announcing.ts';
import { problemOf } from '../support/chatting.ts';
import { plantChannel } from '../support/conversation.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const title = 'Fragen zur Sperrung';

describeOnEachDatabase('The channel for questions about an announcement', (world) => {
  let [anna, ben, mehmet]: Visitor[] = [];
  let channelId = '';
  const people = () => {
    assert.ok(anna && ben && mehmet);
    return { anna, ben, mehmet };
  };
  before(async () => {
    [anna, ben, mehmet] = await Promise.all(
      ['anna', 'ben', 'm.aydogan'].map((login) => world().signIn(login)),
    );
    channelId = await plantChannel(world().umlauf, [people().anna.personId, people().ben.personId], {
      title,
    });
  });

  const channelFor = async (reader: Visitor, id: string): Promise<unknown> =>
    ((await reader.call('GET', `/announcements/${id}`)).json as { channelId: unknown }).channelId;

  async function draftWithChannel(): Promise<string> {
    const { anna: sender } = people();
    const { id } = await draftFor(sender, { people: ['ben', 'm.aydogan'] });
    const answer = await sender.call('PATCH', `/announcements/${id}`, { channelId });
    assert.equal(answer.status, 200, answer.text);
    return id;
  }

  it('is shown to those who are in it, and nobody else learns of it', async () => {
    const { anna: sender, ben: member, mehmet: other } = people();
    const id = await draftWithChannel();
    await release(sender, id);
    assert.equal(await channelFor(sender, id), channelId);
    assert.equal(await channelFor(member, id), channelId);
    assert.equal(await channelFor(other, id), null);
    assert.match(
      (await member.get(`/announcements/${id}`)).text,
      new RegExp(`href="/channels/${channelId}"`),
    );
    const page = (await other.get(`/announcements/${id}`)).text;
    assert.ok(!page.includes(channelId) && !page.includes(title));
    const { umlauf } = world();
    await umlauf.transaction((tx) => tx('channel_members').where({ person_id: member.personId }).delete());
    assert.equal(await channelFor(member, id), null, 'nor who is in it no more');
    assert.ok(!(await member.get(`/announcements/${id}`)).text.includes(title));
    await umlauf.transaction((tx) =>
      tx('channel_members').insert({
        ...{ channel_id: channelId, person_id: member.personId, since: umlauf.clock.now() },
        ...{ first_seq: 1, read_seq: 0, notices: 'mentions' },
      }),
    );
  });

  it('is one that the sender is in, and no conversation', async () => {
    const { anna: sender, ben: member } = people();
    const foreign = await plantChannel(world().umlauf, [member.personId]);
    const direct = await plantChannel(world().umlauf, [sender.personId, member.personId], {
      ...{ kind: 'direct', title: null },
    });
    const { id } = await draftFor(sender, { people: ['ben'] });
    for (const wrong of [foreign, direct, 'f'.repeat(32)])
      assert.deepEqual(problemOf(await sender.call('PATCH', `/announcements/${id}`, { channelId: wrong })), [
        ...[422, 'unknown-channel'],
      ]);
    for (const wrong of ['', 'x', 1, [channelId], { id: channelId }])
      assert.equal((await sender.call('PATCH', `/announcements/${id}`, { channelId: wrong })).status, 400);
    assert.equal(await channelFor(sender, id), null);
  });

  it('changes neither what is confirmed nor the check value, and stays through correction and withdrawal', async () => {
    const { anna: sender, ben: member } = people();
    const id = await draftWithChannel();
    const hashOf = async () =>
      ((await sender.call('GET', `/announcements/${id}`)).json as { contentHash: string }).contentHash;
    const withChannel = await hashOf();
    await sender.call('PATCH', `/announcements/${id}`, { channelId: null });
    assert.equal(await hashOf(), withChannel);
    await sender.call('PATCH', `/announcements/${id}`, { channelId });
    await release(sender, id);
    assert.equal((await confirm(member, id)).status, 201);
    const correction = { kind: 'editorial', body: 'Benutzen Sie **Tor 3**.' };
    assert.equal((await sender.call('POST', `/announcements/${id}/correction`, correction)).status, 200);
    assert.equal(await channelFor(member, id), channelId);
    const progress = (await sender.call('GET', `/announcements/${id}/progress`)).json as {
      confirmed: number;
    };
    assert.equal(progress.confirmed, 1);
    const reason = 'Nicht mehr nötig.';
    assert.equal((await sender.call('POST', `/announcements/${id}/withdrawal`, { reason })).status, 200);
    assert.equal(await channelFor(sender, id), channelId);
  });

  it('is chosen in the form, and stays chosen when its sender is in it no more', async () => {
    const { anna: sender } = people();
    const form = { title: 'Probe', body: 'x', everyone: '1', intent: 'save' };
    const saved = await sender.post('/announcements', { ...form, channelId });
    const location = saved.headers.get('location') ?? '';
    assert.equal(saved.status, 303);
    const id = location.split('/')[2] ?? '';
    assert.equal(await channelFor(sender, id), channelId);
    assert.match((await sender.get(location)).text, new RegExp(`value="${channelId}" selected>${title}<`));
    const wrong = await sender.post('/announcements', { ...form, channelId: 'f'.repeat(32) });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="channelId-error"/);
    const { umlauf } = world();
    await umlauf.transaction((tx) => tx('channel_members').where({ person_id: sender.personId }).delete());
    const page = (await sender.get(location)).text;
    assert.match(page, new RegExp(`value="${channelId}" selected>(?!${title})`));
    const again = await sender.post(`/announcements/${id}/draft`, { ...form, title: 'Neu', channelId });
    assert.equal(again.status, 303, again.text);
    assert.equal(await channelFor(sender, id), channelId);
    const cleared = await sender.post(`/announcements/${id}/draft`, { ...form, channelId: '' });
    assert.equal(cleared.status, 303);
    assert.equal(await channelFor(sender, id), null);
  });
});
