import assert from 'node:assert/strict';
import { cutExcerpt } from '../../../server/channels/search/excerpt.ts';
import { queryWords } from '../../../server/channels/search/search-words.ts';
import { plantChannel, plantMessages } from '../../support/conversation.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

describeOnEachDatabase('The page on which one searches in messages', (world) => {
  const house = () => world().umlauf;
  let [ben, clara]: Visitor[] = [];
  let channelId = '';
  const reader = (): Visitor => {
    assert.ok(ben);
    return ben;
  };
  before(async () => {
    [ben, clara] = [await world().signIn('ben'), await world().signIn('clara')];
    const anna = await world().signIn('anna');
    channelId = await plantChannel(house(), [ben.personId], { title: '<i>Übergabe</i>' });
    const say = (text: string, senderId: string) => ({ channelId, senderId, text });
    await plantMessages(house(), [
      ...Array.from({ length: 30 }, (_, at) => say(`Rundgang ${at}`, anna.personId)),
      say('Die Absauganlage <b>steht</b> & raucht', reader().personId),
    ]);
  });

  it('shows what is found with its words marked, and leads to the place in the channel', async () => {
    const { status, text } = await reader().get('/channels/search?q=anlage');
    assert.equal(status, 200);
    assert.match(text, /Die <mark>Absauganlage<\/mark> &lt;b&gt;steht&lt;\/b&gt; &amp; raucht/);
    assert.ok(text.includes(`href="/channels/${channelId}?at&#x3D;31#message-31"`), text);
    assert.match(text, /&lt;i&gt;Übergabe&lt;\/i&gt;<\/a>/);
    assert.match(text, /value="anlage"/);
  });

  it('begins as a form, and says kindly when nothing matches', async () => {
    assert.doesNotMatch((await reader().get('/channels/search')).text, /id="found"|role="alert"|field-error/);
    assert.match((await reader().get('/channels/search?q=zeppelin')).text, /id="found"(?!.*<mark>)/);
  });

  it('finds by name, channel and days, a page at a time', async () => {
    const query = `person=wagner&channel=${channelId}`;
    const anna = (await house().db('people').where({ login: 'anna' }).first('name')) as { name: string };
    const name = encodeURIComponent(anna.name);
    const first = (await reader().get(`/channels/search?${query.replace('wagner', name)}`)).text;
    assert.match(first, /Rundgang 29/);
    assert.doesNotMatch(first, /Rundgang 4<|Absauganlage/);
    const next = /href="([^"]+after[^"]+)"/
      .exec(first)?.[1]
      ?.replaceAll('&amp;', '&')
      .replaceAll('&#x3D;', '=');
    assert.ok(next, 'there are older ones');
    const second = (await reader().get(next)).text;
    assert.match(second, /Rundgang 4</);
    assert.doesNotMatch(second, /Rundgang 29/);
    const day = new Date(house().clock.now()).toISOString().slice(0, 10);
    const around = `from=${shift(day, -1)}&to=${shift(day, 1)}`;
    assert.match((await reader().get(`/channels/search?q=rundgang&${around}`)).text, /<mark>Rundgang/);
    const later = (await reader().get(`/channels/search?q=rundgang&from=${shift(day, 2)}`)).text;
    assert.doesNotMatch(later, /<mark>/);
    const nobody = (await reader().get('/channels/search?q=rundgang&person=Niemand')).text;
    assert.doesNotMatch(nobody, /<mark>/);
  });

  it('gives back what cannot be searched, with a sentence at the field', async () => {
    for (const [query, field] of [
      ...[
        ['q=%25%25', 'q'],
        ['from=2027-02-31', 'from'],
        ['to=gestern', 'to'],
        ['from=2026-12-02&to=2026-12-01', 'to'],
        ['q=a+b+c+d+e+f+g+h+i+j+k', 'q'],
      ],
    ] as const) {
      const { status, text } = await reader().get(`/channels/search?${query}`);
      assert.equal(status, 422, query);
      assert.ok(text.includes(`id="${field}-error"`), query);
    }
    for (const query of ['q=%00', 'channel=x', 'after=../x', 'q=a&q=b', `q=${'x'.repeat(201)}`])
      assert.equal((await reader().get(`/channels/search?${query}`)).status, 400, query);
  });

  it('shows a stranger neither the message nor that there is such a channel', async () => {
    assert.ok(clara);
    for (const query of ['q=anlage', `channel=${channelId}`]) {
      const { status, text } = await clara.get(`/channels/search?${query}`);
      assert.equal(status, 200);
      assert.doesNotMatch(text, /<mark>|Übergabe|Rundgang/);
    }
  });
});

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 24 * 3_600_000).toISOString().slice(0, 10);

describe('An excerpt', () => {
  const say = (text: string, q: string) =>
    cutExcerpt(text, queryWords(q))
      .map((piece) => (piece.isFound ? `[${piece.text}]` : piece.text))
      .join('');

  it('is one line around the first word that was asked for, cut between words', () => {
    assert.equal(say('Tor 2\n\nist *zu*', 'tor zu'), '[Tor] 2 ist *[zu]*');
    const long = `${'davor '.repeat(40)}Absauganlage ${'danach '.repeat(60)}`;
    const excerpt = say(long, 'anlage');
    assert.match(excerpt, /^… davor (davor )+\[Absauganlage\] danach( danach)+ …$/);
    assert.ok(excerpt.length < 320, String(excerpt.length));
    assert.match(say(long, ''), /^davor .* …$/);
    assert.ok(say('x'.repeat(8000), 'x').length < 320);
  });
});
