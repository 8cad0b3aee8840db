import assert from 'node:assert/strict';
import { describeChanges } from '../../server/announcements/describe-changes.ts';

const marks = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] } as const;

function say(before: string, after: string, titles: [string, string] = ['Halle 3', 'Halle 3']): string[] {
  const passages = describeChanges({ title: titles[0], body: before }, { title: titles[1], body: after });
  return passages.map(({ isTitle, isAfterGap, wordings }) => {
    const words = wordings.map(({ kind, text }) => marks[kind].join(text)).join('');
    return `${isTitle ? 'title: ' : ''}${isAfterGap ? '… ' : ''}${words}`;
  });
}

describe('What has changed between two texts', () => {
  it('is told in words, by the paragraphs concerned alone', () => {
    const before =
      'Gesperrt ab sofort.\n\n1. Benutzen Sie **Tor 2**.\n2. Zum Parkplatz.\n\nFragen an Wójcik.';
    const after = before.replace('Tor 2', 'Tor 2 oder Tor 5').replace('Fragen', 'Alle Fragen');
    assert.deepEqual(say(before, after), [
      '… Benutzen Sie Tor 2 {+oder Tor 5+}.',
      '… {+Alle +}Fragen an Wójcik.',
    ]);
  });

  it('has the title first', () => {
    assert.deepEqual(say('Text', 'Text', ['Halle 3 gesperrt', 'Halle 4 gesperrt']), [
      'title: Halle [-3-]{+4+} gesperrt',
    ]);
  });

  it('names paragraphs that came or went', () => {
    assert.deepEqual(say('Eins.\n\nZwei.\n\nDrei.', 'Eins.\n\nDrei.\n\nVier.'), [
      '… [-Zwei.-]',
      '… {+Vier.+}',
    ]);
  });

  it('sees where a link leads, and a line that was broken elsewhere does not count', () => {
    assert.deepEqual(say('Siehe [Plan](https://a.de/1)', 'Siehe [Plan](https://a.de/2)'), [
      'Siehe Plan (https://a.de/[-1-]{+2+})',
    ]);
    assert.deepEqual(say('Ein Satz.\nNoch einer.', 'Ein Satz. Noch einer.'), []);
  });

  it('is nothing when the words stand, whatever their form', () => {
    assert.deepEqual(say('Bitte **sofort** räumen.', 'Bitte *sofort* räumen.'), []);
  });

  it('is the whole of both texts when they have nothing in common, and found quickly', () => {
    const words = (step: number) =>
      Array.from({ length: 3000 }, (_, at) => `w${(at * step) % 9973}`).join(' ');
    const startedAt = performance.now();
    const [passage] = describeChanges({ title: '', body: words(7) }, { title: '', body: words(13) });
    assert.deepEqual(
      passage?.wordings.map(({ kind }) => kind),
      ['removed', 'added'],
    );
    assert.ok(performance.now() - startedAt < 1000);
  });
});
