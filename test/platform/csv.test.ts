import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvLine } from '../../server/platform/csv.ts';
import { readCsv } from '../support/read-csv.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

describe('A line of CSV', () => {
  it('quotes every cell, doubles quotes and ends as RFC 4180 says', () => {
    assert.equal(
      csvLine(['Özdemir, Fatma', 'die "Frühe"', null, 3]),
      '"Özdemir, Fatma","die ""Frühe""","","3"\r\n',
    );
  });

  it('makes no formula: what would be one begins with an apostrophe', () => {
    const formulas = [
      ...['=1+1', '+49 170', '-Anna', '@SUM(A1)', '\t=1', '\rx', '\nx', ' =1+1', '\u00a0=1'],
      ...['＝1+1', '＋1', '－1', '＠x', '=cmd|" /C calc"!A0', '=HYPERLINK("http://x")'],
    ];
    for (const formula of formulas) {
      const [[cell]] = readCsv(csvLine([formula])) as [[string]];
      assert.equal(cell, `'${formula}`);
    }
    for (const harmless of [
      'Ben Yıldız',
      "d'Arc",
      '2026-11-20T06:00:00.000Z',
      '1-2',
      'a=b',
      'Halle 3 (=Tor 2)',
    ]) {
      assert.deepEqual(readCsv(csvLine([harmless])), [[harmless]]);
    }
  });

  it('is read back as it was written, whatever stands in it', () => {
    const cells = fc.array(fc.string({ unit: 'grapheme-composite', minLength: 0, maxLength: 20 }), {
      ...{ minLength: 1, maxLength: 6 },
    });
    const property = fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (lines) => {
      const read = readCsv(lines.map((line) => csvLine(line)).join(''));
      const unguarded = read.map((line, at) =>
        line.map((cell, column) => (cell === `'${lines[at]?.[column] ?? ''}` ? cell.slice(1) : cell)),
      );
      assert.deepEqual(unguarded, lines);
      for (const cell of read.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
    });
    fc.assert(property, { seed, numRuns: numberOfRuns(200) });
  });
});
