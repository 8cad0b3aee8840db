import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  changesFor,
  messagesFor,
  opened,
  post,
  problemOf,
  say,
  textsFor,
  type Said,
} from '../support/chatting.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase('A message in a channel', (world) => {
  const cast = async () => {
    const [anna, ben, clara] = await Promise.all(
      ['anna', 'ben', 'clara'].map((login) => world().signIn(login)),
    );
    assert.ok(anna && ben && clara);
    for (const { personId } of [anna, ben, clara]) world().umlauf.postAllowance.clear(personId);
    const channelId = await opened(world().umlauf, anna, { teams: ['Frühschicht', 'Werkleitung'] });
    return { anna, ben, clara, channelId };
  };

  it('is read by those in the teams of the channel, and by nobody else', async () => {
    const { anna, ben, clara, channelId } = await cast();
    const said = await say(ben, channelId, 'Linie 4 **pfeift** wieder.');
    assert.deepEqual([said.seq, said.revision, said.sender.name], [1, 1, 'Ben Yıldız']);
    assert.equal(said.html, '<p>Linie 4 <strong>pfeift</strong> wieder.</p>');
    assert.deepEqual(await messagesFor(anna, channelId), [said]);
    const path = `/channels/${channelId}`;
    for (const [method, rest, body] of [
      ...[
        ['GET', ''],
        ['GET', '/messages'],
        ['GET', '/changes'],
        ['GET', '/members'],
      ],
      ...[['POST', '/messages', { clientMessageId: '1', text: 'Hallo' }]],
      ...[
        ['PATCH', '/messages/1', { text: 'Anders' }],
        ['DELETE', '/messages/1'],
      ],
      ...[
        ['PUT', '/read', { seq: 1 }],
        ['PUT', `/messages/1/reactions/${encodeURIComponent('👍')}`],
      ],
    ] as [string, string, object?][])
      assert.equal((await clara.call(method, path + rest, body)).status, 404, `${method} ${rest}`);
  });

  it('is not doubled by sending it again, at once or later; another text under its id is refused', async () => {
    const { ben, channelId } = await cast();
    const words = { clientMessageId: randomUUID(), text: 'Bin gleich da' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(ben, channelId, words)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array<number>(9).fill(200), 201]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal((await post(ben, channelId, words)).status, 200);
    const other = await post(ben, channelId, { ...words, text: 'Bin weg' });
    assert.deepEqual(problemOf(other), [409, 'message-repeated']);
    assert.deepEqual(await textsFor(ben, channelId), ['Bin gleich da']);
  });

  it('has its place without gaps, and one order for everybody', async () => {
    const { anna, ben, channelId } = await cast();
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, at) => say(at % 2 === 0 ? anna : ben, channelId, `Satz ${at}`)),
    );
    assert.deepEqual(
      said.map(({ seq }) => seq).sort((one, other) => one - other),
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
    assert.deepEqual(await messagesFor(anna, channelId), await messagesFor(ben, channelId));
    const [first, second] = [
      await messagesFor(ben, channelId, '?limit=8'),
      await messagesFor(ben, channelId, '?before=13&limit=8'),
    ];
    assert.deepEqual([first[0]?.seq, first.length, second[0]?.seq, second.at(-1)?.seq], [13, 8, 5, 12]);
    assert.deepEqual(
      (await messagesFor(ben, channelId, '?after=18')).map(({ seq }) => seq),
      [19, 20],
    );
  });

  it('is edited by its sender alone; of the old text nothing stays', async () => {
    const { anna, ben, channelId } = await cast();
    const { seq } = await say(ben, channelId, 'Treffpunkt Nordtor');
    const reply = await say(anna, channelId, { text: 'Wann?', replyToSeq: seq });
    const path = `/channels/${channelId}/messages/${seq}`;
    assert.deepEqual(problemOf(await anna.call('PATCH', path, { text: 'Südtor' })), [
      403,
      'message-of-another',
    ]);
    const edited = await ben.call('PATCH', path, { text: 'Treffpunkt Südtor' });
    assert.equal(edited.status, 200, edited.text);
    const { items, revision } = await changesFor(anna, channelId, reply.revision);
    assert.deepEqual(
      items.map((one) => [one.seq, one.text, one.editedAt !== null, one.revision]),
      [
        [seq, 'Treffpunkt Südtor', true, revision],
        [reply.seq, 'Wann?', false, revision],
      ],
      'with it whatever quotes it has changed',
    );
    const rows = await world().umlauf.db('messages').where({ channel_id: channelId });
    assert.ok(!JSON.stringify(rows).includes('Nordtor'));
    const feed = await world().umlauf.db('change_feed');
    assert.ok(!JSON.stringify(feed).includes('treff'));
  });

  it('is deleted by its sender alone, once, and leaves a trace without words', async () => {
    const { anna, ben, channelId } = await cast();
    const { seq } = await say(ben, channelId, { text: 'Das war falsch', clientMessageId: 'ben-1' });
    const path = `/channels/${channelId}/messages/${seq}`;
    await anna.call('PUT', `${path}/reactions/${encodeURIComponent('👍')}`);
    assert.equal((await anna.call('DELETE', path)).status, 403);
    const answers = [await ben.call('DELETE', path), await ben.call('DELETE', path)];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    const { text, html, deletedAt, reactions } = answers[0]?.json as Said;
    assert.deepEqual([text, html, reactions, deletedAt === null], ['', '', [], false]);
    assert.deepEqual(await textsFor(anna, channelId), ['']);
    assert.deepEqual(problemOf(await ben.call('PATCH', path, { text: 'Doch' })), [409, 'message-deleted']);
    const again = await post(ben, channelId, { text: 'Das war falsch', clientMessageId: 'ben-1' });
    assert.deepEqual([again.status, (again.json as Said).deletedAt === null], [200, false]);
  });

  it('carries reactions, one of each kind for each person', async () => {
    const { anna, ben, channelId } = await cast();
    const { seq } = await say(ben, channelId, 'Schlüssel liegt im Büro');
    const path = (emoji: string) =>
      `/channels/${channelId}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`;
    for (const visitor of [anna, ben, anna]) await visitor.call('PUT', path('👍'));
    await anna.call('DELETE', path('👍'));
    await anna.call('PUT', path('✅'));
    assert.deepEqual((await messagesFor(ben, channelId))[0]?.reactions, [
      { emoji: '👍', personIds: [ben.personId] },
      { emoji: '✅', personIds: [anna.personId] },
    ]);
    assert.deepEqual(problemOf(await ben.call('PUT', path('💩'))), [422, 'unknown-reaction']);
  });

  it('calls those who are in the channel by the name that the directory has, and nobody else', async () => {
    const { anna, ben, clara, channelId } = await cast();
    const called = await say(anna, channelId, `@[Wer auch immer](person:${ben.personId}) bitte`);
    assert.deepEqual(called.mentions, [ben.personId]);
    assert.equal(
      called.html,
      `<p><span class="mention" data-person="${ben.personId}">@Ben Yıldız</span> bitte</p>`,
    );
    const stranger = await say(anna, channelId, `@[Clara](person:${clara.personId}) bitte`);
    assert.deepEqual([stranger.mentions, stranger.html], [[], '<p>@Clara bitte</p>']);
    const disguised = await say(ben, channelId, '@[Anna Krause](all) Alarm');
    assert.match(disguised.html, />@all<\/span>/);
    for (let times = 0; times < 5; times += 1)
      assert.equal((await say(anna, channelId, '@[alle](all) Alarm')).mentionsAll, true);
    assert.deepEqual(problemOf(await post(anna, channelId, '@[alle](all) Alarm')), [429, 'too-many-calls']);
    assert.equal((await post(ben, channelId, '@[alle](all) auch von mir')).status, 201);
  });

  it('calls all no more often by taking it back or writing something else there', async () => {
    const { anna, channelId } = await cast();
    world().umlauf.postAllowance.clear(anna.personId);
    for (let times = 0; times < 5; times += 1) {
      const { seq } = await say(anna, channelId, '@[alle](all) Alarm');
      const at = `/channels/${channelId}/messages/${seq}`;
      if (times % 2 === 0) await anna.call('DELETE', at);
      else await anna.call('PATCH', at, { text: 'Doch nicht' });
    }
    assert.deepEqual(problemOf(await post(anna, channelId, '@[alle](all) Alarm')), [429, 'too-many-calls']);
    const [deleted] = await messagesFor(anna, channelId);
    assert.deepEqual([deleted?.text, deleted?.mentionsAll], ['', false]);
    world().umlauf.postAllowance.clear(anna.personId);
  });

  it('is told to have changed once, however many answer to it, and each of them is found by its revision', async () => {
    const { anna, channelId } = await cast();
    const { seq } = await say(anna, channelId, 'Vorher');
    for (const text of ['Ja', 'Nein']) await say(anna, channelId, { text, replyToSeq: seq });
    const { revision } = await changesFor(anna, channelId);
    await anna.call('PATCH', `/channels/${channelId}/messages/${seq}`, { text: 'Nachher' });
    const told = await world().umlauf.db('change_feed').where({ kind: 'message:changed' });
    assert.equal(told.filter(({ payload }) => String(payload).includes(channelId)).length, 1);
    const { items } = await changesFor(anna, channelId, revision);
    assert.deepEqual(
      items.map((item) => item.seq),
      [seq, seq + 1, seq + 2],
    );
  });

  it('is found page by page with all that quote it, no more on one than were asked for, none lost or told twice', async () => {
    const { anna, channelId } = await cast();
    const { seq } = await say(anna, channelId, 'Vorher');
    for (let number = 1; number <= 7; number += 1)
      await say(anna, channelId, { text: `Antwort ${number}`, replyToSeq: seq });
    const before = await changesFor(anna, channelId);
    await anna.call('PATCH', `/channels/${channelId}/messages/${seq}`, { text: 'Nachher' });
    const last = await say(anna, channelId, 'Und weiter');
    const pages: number[][] = [];
    for (let since: number | string | null = before.revision; since !== null;) {
      const { items, next }: Awaited<ReturnType<typeof changesFor>> = await changesFor(
        ...[anna, channelId, since, 3],
      );
      pages.push(items.map((item) => item.seq - seq));
      since = next;
    }
    assert.deepEqual(pages, [
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, last.seq - seq],
    ]);
  });

  it('is edited and reacted to no faster than a person does it', async () => {
    const { anna, ben, channelId } = await cast();
    const { seq } = await say(ben, channelId, 'Fertig');
    const path = `/channels/${channelId}/messages/${seq}/reactions/${encodeURIComponent('✅')}`;
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => ben.call(at % 2 === 0 ? 'PUT' : 'DELETE', path)),
    );
    const refused = answers.find(({ status }) => status === 429);
    assert.ok(refused, 'some are refused');
    assert.deepEqual(problemOf(refused), [429, 'too-many-changes']);
    assert.equal(refused.headers.get('retry-after'), '5');
    assert.equal((await anna.call('PUT', path)).status, 200);
    world().umlauf.postAllowance.clear(ben.personId);
  });

  it('is refused with a sentence when it is empty, too long, a reply to nothing, or one of a flood', async () => {
    const { anna, ben, channelId } = await cast();
    for (const [words, problem] of [
      ['  \n ', [422, 'message-empty']],
      ['a'.repeat(8001), [422, 'message-long']],
      [{ text: 'Ja', replyToSeq: 7 }, [422, 'reply-gone']],
    ] as const)
      assert.deepEqual(problemOf(await post(ben, channelId, words)), problem);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => post(ben, channelId, `Satz ${at}`)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length > 0, 'so many at once are refused, however slow the machine');
    assert.equal(refused[0]?.headers.get('retry-after'), '5');
    assert.equal((await post(anna, channelId, 'Ich schon')).status, 201);
  });
});
