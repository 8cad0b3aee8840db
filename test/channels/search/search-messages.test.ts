import assert from 'node:assert/strict';
import { opened, say } from '../../support/chatting.ts';
import { plantChannel, plantMessages } from '../../support/conversation.ts';
import { findMessages, textsFound } from '../../support/searching.ts';
import { join, leave } from '../../support/membership.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

const said = [
  'Die Absauganlage in Halle 3 ist aus',
  'Herr Müller holt den Gabelstapler',
  'Frau Mueller übernimmt die Spätschicht',
  'Die Straße vor Tor 2 ist gesperrt',
  'Paketten für Herrn Yıldız aus İzmir',
  'Wagen aus Łódź, Kennzeichen ŻÓŁĆ 12',
  'De heftruck staat bij de laadperron, goed geregeld',
  'Ölstand der Hochöfen 🔥 prüfen',
  'Anlagenbuch liegt **aus**, siehe [hier](https://intranet.werk.example/buch)',
];

/** What each search finds, the newest first, by its place in `said`. */
const expected: [string, number[]][] = [
  ['anlage', [8, 0]],
  ['absaug', [0]],
  ['halle anlage', [0]],
  ['müller', [2, 1]],
  ['mueller', [2, 1]],
  ['MULLER', [1]],
  ['strasse', [3]],
  ['yildiz izmir', [4]],
  ['lodz zolc', [5]],
  ['heftruck perron', [6]],
  ['oefen', [7]],
  ['öl', [7]],
  ['🔥', [7]],
  ['werk.example', [8]],
  ['aus', [8, 5, 4, 0]],
  ['nirgends', []],
];

describeOnEachDatabase('Search', (world) => {
  const house = () => world().umlauf;
  let [anna, ben, clara]: Visitor[] = [];
  const people = () => {
    assert.ok(anna && ben && clara);
    return { anna, ben, clara };
  };

  before(async () => {
    await join(house(), 'ben', 'Frühschicht');
    [anna, ben, clara] = await Promise.all(['anna', 'ben', 'clara'].map((login) => world().signIn(login)));
  });

  it('finds the same on both databases, the newest first: umlauts, compounds, Turkish, Polish, Dutch, signs', async () => {
    const { ben: reader } = people();
    const channelId = await plantChannel(house(), [reader.personId]);
    await plantMessages(
      house(),
      said.map((text) => ({ channelId, senderId: reader.personId, text })),
    );
    for (const [q, places] of expected)
      assert.deepEqual(
        await textsFound(reader, { q, channel: channelId }),
        places.map((at) => said[at]),
        q,
      );
  });

  it('finds by person, channel and time, with words and without, a page at a time', async () => {
    const { anna: boss, ben: reader } = people();
    const [one, other] = [
      await plantChannel(house(), [reader.personId]),
      await plantChannel(house(), [reader.personId]),
    ];
    const now = house().clock.now();
    const messages = Array.from({ length: 7 }, (_, at) => ({
      channelId: at % 2 === 0 ? one : other,
      senderId: at < 5 ? boss.personId : reader.personId,
      text: `Rundgang ${at}`,
      postedAt: now - (10 - at) * 1000,
    }));
    await plantMessages(house(), messages);
    const numbers = async (query: Record<string, string>) =>
      (await textsFound(reader, query)).map((text) => Number(text.split(' ')[1]));
    assert.deepEqual(await numbers({ q: 'rundgang' }), [6, 5, 4, 3, 2, 1, 0]);
    assert.deepEqual(await numbers({ q: 'rundgang', person: reader.personId }), [6, 5]);
    assert.deepEqual(await numbers({ channel: other }), [5, 3, 1]);
    assert.deepEqual(await numbers({ channel: other, person: boss.personId }), [3, 1]);
    const iso = (ms: number) => new Date(ms).toISOString();
    const times = { from: iso(now - 8000), to: iso(now - 5000) };
    assert.deepEqual(await numbers({ q: 'rundgang', ...times }), [4, 3, 2]);
    assert.deepEqual(await numbers(times), [4, 3, 2]);
    const first = await findMessages(reader, { q: 'rund', limit: '3' });
    assert.ok(first.next);
    const rest = await findMessages(reader, { q: 'rund', limit: '4', after: first.next });
    const texts = [...first.items, ...rest.items].map(({ text }) => text);
    assert.deepEqual(texts, messages.map(({ text }) => text).toReversed());
    assert.equal(rest.next, null);
  });

  it('answers messages as their channel does, with the channel they stand in', async () => {
    const { anna: boss, ben: reader } = people();
    const channelId = await opened(house(), boss, { teams: ['Frühschicht', 'Werkleitung'] });
    const message = await say(boss, channelId, 'Die **Zwischenablage** ist voll');
    assert.deepEqual((await findMessages(reader, { q: 'ablage' })).items, [{ channelId, ...message }]);
  });

  it('finds no more what was deleted or edited away, from that moment on', async () => {
    const { anna: boss, ben: reader } = people();
    const channelId = await opened(house(), boss, { teams: ['Frühschicht', 'Werkleitung'] });
    const edited = await say(boss, channelId, 'Kennwort Nachtigall');
    const deleted = await say(boss, channelId, 'Kennwort Rotkehlchen');
    assert.equal((await textsFound(reader, { q: 'kennwort' })).length, 2);
    const path = `/channels/${channelId}/messages`;
    await boss.call('PATCH', `${path}/${edited.seq}`, { text: 'Kennwort entfernt' });
    await boss.call('DELETE', `${path}/${deleted.seq}`);
    for (const q of ['nachtigall', 'rotkehlchen', 'kehlchen'])
      assert.deepEqual(await textsFound(reader, { q }), []);
    assert.deepEqual(await textsFound(reader, { q: 'kennwort' }), ['Kennwort entfernt']);
    const left = await textsFound(reader, { channel: channelId, person: boss.personId });
    assert.deepEqual(left, ['Kennwort entfernt'], 'nor by who said it');
    await house().transaction((tx) => tx('messages').where({ channel_id: channelId }).delete());
    assert.deepEqual(await textsFound(reader, { q: 'entfernt' }), []);
  });

  it('finds nothing for a stranger, whatever he names, and nothing for who was removed', async () => {
    const { anna: boss, ben: reader, clara: stranger } = people();
    const channelId = await opened(house(), boss, {
      teams: ['Frühschicht', 'Werkleitung'],
      history: 'whole',
    });
    await say(boss, channelId, 'Geheimnis Zaunkönig');
    const searches = [{ q: 'zaunkoenig' }, { channel: channelId }, { person: boss.personId, q: 'geheim' }];
    for (const query of searches) {
      assert.deepEqual(await textsFound(reader, query), ['Geheimnis Zaunkönig']);
      assert.deepEqual(await textsFound(stranger, query), []);
    }
    await leave(house(), 'ben', 'Frühschicht');
    for (const query of searches) assert.deepEqual(await textsFound(reader, query), []);
    await join(house(), 'ben', 'Frühschicht');
    assert.deepEqual(await textsFound(reader, { q: 'zaunkoenig' }), ['Geheimnis Zaunkönig']);
  });

  it('finds for a newcomer what he may read, and for nobody what is past its time', async () => {
    const { anna: boss, ben: reader } = people();
    const member = { firstSeqs: { [reader.personId]: 2 } };
    const channelId = await plantChannel(house(), [boss.personId, reader.personId], member);
    const day = 24 * 3_600_000;
    const now = house().clock.now();
    const say = (text: string, postedAt: number) => ({ channelId, senderId: boss.personId, text, postedAt });
    await plantMessages(house(), [
      ...[say('Grünspecht alt', now - 31 * day), say('Grünspecht mittel', now - 30 * day - 1)],
      say('Grünspecht neu', now - 29 * day),
    ]);
    assert.deepEqual(await textsFound(reader, { q: 'specht' }), ['Grünspecht neu']);
    const early = await plantChannel(house(), [boss.personId, reader.personId], member);
    await plantMessages(
      house(),
      ['Buntspecht vorher', 'Buntspecht danach'].map((text) => ({
        ...{ channelId: early, senderId: boss.personId, text },
      })),
    );
    assert.deepEqual(await textsFound(reader, { q: 'buntspecht' }), ['Buntspecht danach']);
    assert.equal((await textsFound(boss, { q: 'buntspecht' })).length, 2);
  });

  it('finds nothing of what the server cannot read', async () => {
    const { ben: reader } = people();
    const channelId = await plantChannel(house(), [reader.personId], { content: 'sealed' });
    await plantMessages(house(), [{ channelId, senderId: reader.personId, text: 'Eisvogel' }]);
    assert.deepEqual(await textsFound(reader, { q: 'eisvogel' }), []);
    assert.deepEqual(await textsFound(reader, { channel: channelId }), []);
  });

  it('takes a person who is in very many channels', async () => {
    const { clara: reader } = people();
    for (let at = 0; at < 300; at += 1) await plantChannel(house(), [reader.personId]);
    const channelId = await plantChannel(house(), [reader.personId]);
    await plantMessages(house(), [{ channelId, senderId: reader.personId, text: 'Kormoran' }]);
    assert.deepEqual(await textsFound(reader, { q: 'kormoran' }), ['Kormoran']);
  });
});
