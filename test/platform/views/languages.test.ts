import assert from 'node:assert/strict';
import { languages, pickLanguage, translate } from '../../../server/platform/views/languages.ts';
import { placeholdersOf, readTexts } from './texts.ts';

describe('The languages', () => {
  const [first, ...others] = languages.map((language) => ({ language, texts: readTexts(language) }));
  assert.ok(first);

  for (const { language, texts } of others) {
    it(`${language} has exactly the texts of ${first.language}`, () => {
      assert.deepEqual([...texts.keys()].sort(), [...first.texts.keys()].sort());
    });

    it(`${language} has the placeholders of ${first.language}`, () => {
      for (const [key, text] of texts) {
        assert.deepEqual(names(key, text), names(key, first.texts.get(key) ?? ''), key);
      }
    });
  }

  it('leave no text empty', () => {
    for (const { language, texts } of [first, ...others]) {
      for (const [key, text] of texts) assert.ok(text.trim(), `${language} ${key}`);
    }
  });

  it('translate with plurals and namespaces', () => {
    assert.equal(translate('de', 'dates:left.days', { count: 1 }), 'noch 1\u00a0Tag');
    assert.equal(translate('de', 'dates:left.days', { count: 2 }), 'noch 2\u00a0Tage');
  });

  it('translate with the form that a context has of its own', () => {
    assert.notEqual(
      translate('de', 'inbox.waiting', { count: 3, context: 3 }),
      translate('de', 'inbox.waiting', { count: 3 }),
    );
  });

  it('fill in what they are given: numbers as the language groups them, words as they were written', () => {
    assert.match(translate('de', 'announcement.people', { count: 12_500 }), /12\.500/);
    const typed = '{{time}} & $1 <b>';
    assert.ok(translate('en', 'dates:today', { time: typed }).includes(typed));
    assert.ok(translate('en', 'dates:today').includes('{{time}}'), 'what nobody gave stays to be seen');
  });
});

describe('The language of a visitor', () => {
  const fallback = 'de';

  it('is what the person chose, then the cookie, then the browser, then the house', () => {
    const acceptLanguage = 'nl-BE, en;q=0.8';
    assert.equal(pickLanguage({ preferred: 'en', cookie: 'nl', acceptLanguage, fallback }), 'en');
    assert.equal(pickLanguage({ preferred: null, cookie: 'de', acceptLanguage, fallback }), 'de');
    assert.equal(pickLanguage({ acceptLanguage, fallback }), 'nl');
    assert.equal(pickLanguage({ fallback }), 'de');
  });

  it('follows the weights a browser gives and passes over what is not spoken here', () => {
    assert.equal(pickLanguage({ acceptLanguage: 'fr, en;q=0.3, nl;q=0.7', fallback }), 'nl');
    assert.equal(pickLanguage({ acceptLanguage: 'en;q=0, tr', fallback }), 'de');
    assert.equal(pickLanguage({ cookie: '../../etc', acceptLanguage: ';;q=,', fallback }), 'de');
  });
});

// "One person" may do without its number.
function names(key: string, text: string): string[] {
  return placeholdersOf(text).filter((name) => !(key.endsWith('_one') && name === 'count'));
}
