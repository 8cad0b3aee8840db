import assert from 'node:assert/strict';
import { readableText } from '../../../server/channels/search/readable-text.ts';
import { findWords, queryWords, searchTokens } from '../../../server/channels/search/search-words.ts';
import { renderMessage } from '../../../server/channels/render-message.ts';

/** Would this text be found by these words? */
function finds(query: string, text: string): boolean {
  const tokens = searchTokens(readableText(renderMessage(text, new Map())));
  return queryWords(query).every((anyOf) =>
    anyOf.some((beginning) => tokens.some((token) => token.startsWith(beginning))),
  );
}

describe('The words of a message', () => {
  it('are found by their beginning, in any case, with and without what stands above a letter', () => {
    for (const [query, text] of [
      ['absaug', 'Die Absauganlage steht'],
      ['ABSAUGANLAGE', 'Die Absauganlage steht'],
      ['yildiz', 'Frag Herrn Yıldız'],
      ['istanbul', 'Nach İstanbul'],
      ['lodz', 'Ein Wagen aus Łódź'],
      ['Żółć', 'zolc'],
      ['financien', 'De financiën kloppen'],
      ['🔥', 'Achtung 🔥 in Halle 3'],
      ['2026', 'Auftrag 2026-118'],
    ] as const)
      assert.ok(finds(query, text), `${query} in ${text}`);
    assert.ok(!finds('anlagen', 'Die Absauganlage steht'));
  });

  it('are found with ä, ae and a alike, and with ß and ss', () => {
    for (const written of ['Müller', 'Mueller', 'Muller']) assert.ok(finds('Müller', written), written);
    for (const asked of ['Müller', 'Mueller', 'Muller', 'mül', 'muel', 'mul'])
      assert.ok(finds(asked, 'Frau Müller'), asked);
    for (const asked of ['Straße', 'Strasse', 'STRASSE', 'straß'])
      assert.ok(finds(asked, 'Die Straße'), asked);
    assert.ok(!finds('god', 'Goed gedaan'), 'a Dutch oe is no umlaut');
  });

  it('are found by what a compound ends in, of four letters at least', () => {
    for (const asked of ['anlage', 'lage', 'saugan']) assert.ok(finds(asked, 'Absauganlage'), asked);
    assert.ok(finds('öfen', 'Die Hochöfen'));
    assert.ok(finds('oefen', 'Die Hochöfen'));
    assert.ok(!finds('nge', 'Stange'), 'three letters are no ending');
  });

  it('stand without the marks of Markdown and of mentions, and beside a link stands where it leads', () => {
    const id = 'a'.repeat(32);
    assert.ok(finds('absauganlage', 'Die **Absaug**anlage'));
    assert.ok(finds('Ben', `@[Ben Krüger](person:${id}) kommt`));
    assert.ok(!finds('person', `@[Ben Krüger](person:${id}) kommt`));
    assert.ok(!finds(id, `@[Ben Krüger](person:${id}) kommt`));
    assert.ok(finds('intranet.werk.example', 'Siehe [hier](https://intranet.werk.example/geheim?x=1)'));
    assert.ok(!finds('geheim', 'Siehe [hier](https://intranet.werk.example/geheim?x=1)'));
    assert.ok(finds('geheim', 'Siehe https://intranet.werk.example/geheim'));
    assert.equal(
      readableText(renderMessage('**A** & [b](https://c.example/)\n\n- <d>\n- e', new Map())),
      'A & b (c.example)\n<d>\ne',
    );
  });

  it('have a bound: a word its first 40 letters, a message a number of them', () => {
    assert.ok(finds('x'.repeat(200), 'x'.repeat(60)));
    const long = Array.from({ length: 400 }, (_, at) => `Donaudampfschifffahrt${at}`).join(' ');
    const tokens = searchTokens(long);
    assert.equal(tokens.length, 3000);
    assert.ok(finds('Donaudampfschifffahrt399', long), 'whole words come before their endings');
  });
});

describe('What is asked for', () => {
  it('is words alone: operators, wildcards and quotes mean nothing', () => {
    const words = (query: string) => queryWords(query).map(([first]) => first);
    assert.deepEqual(words('"halle" OR NEAR(tor, 3) -offen* % _ :* & | ! <->'), [
      ...['halle', 'or', 'near', 'tor', '3', 'offen'],
    ]);
    assert.deepEqual(words('  %_*"\' -- '), []);
    assert.deepEqual(words('Tor tor TOR'), ['tor']);
  });

  it('is shown where it stands, as whole words', () => {
    const text = 'Die Absauganlage in Öhringen, die Anlage.';
    const found = findWords(text, queryWords('anlage oehr')).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found, ['Absauganlage', 'Öhringen', 'Anlage']);
  });
});
