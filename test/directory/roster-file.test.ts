import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRosterFile } from '../../server/directory/roster-file.ts';
import { readCsv } from '../../server/platform/read-csv.ts';
import { Refusal } from '../../server/platform/refusal.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const head = 'id,login,name,department,mail,language,teams,active';
const ida = '1,ida,Ida Öz,Montage,ida@werk.example,de,Werk > Montage; Sicherung,yes';

describe('A file of people and teams', () => {
  it('gives people, teams, and teams inside teams', () => {
    assert.deepEqual(readRosterFile(`${head}\n${ida}\n2,jo,Jo,,,,Werk>Montage,no\n`), {
      people: [
        {
          ...{ sourceId: '1', login: 'ida', name: 'Ida Öz', sortName: 'Öz, Ida', department: 'Montage' },
          ...{ mail: 'ida@werk.example', language: 'de', mayEnter: true },
        },
        {
          ...{ sourceId: '2', login: 'jo', name: 'Jo', sortName: 'Jo', department: '' },
          ...{ mail: null, language: null, mayEnter: false },
        },
      ],
      teams: [
        { sourceId: 'Werk', name: 'Werk', memberIds: [], childIds: ['Montage'], ownerIds: [] },
        { sourceId: 'Montage', name: 'Montage', memberIds: ['1', '2'], childIds: [], ownerIds: [] },
        { sourceId: 'Sicherung', name: 'Sicherung', memberIds: ['1'], childIds: [], ownerIds: [] },
      ],
    });
  });

  const faults: [string, string[], number, RegExp][] = [
    ['without a column that it needs', ['id,login', '1,ida'], 1, /name is missing/],
    ['with a column that nobody knows', [`${head},salary`, `${ida},1`], 1, /salary is unknown/],
    ['with a column twice', ['id,login,name,name', '1,ida,Ida,Ida'], 1, /name is unknown or twice/],
    ['with an id twice', [head, ida, '1,jo,Jo,,,,,'], 3, /the id 1 stands there twice/],
    ['with a login twice', [head, ida, '', '2,ida,Jo,,,,,'], 4, /stands in line 2 already/],
    ['with nobody’s name', [head, '1,ida,,,,,,'], 2, /name is empty/],
    ['with what is no mail address', [head, '1,ida,Ida,,ida,,,'], 2, /mail is no mail address/],
    ['with a language that there is not', [head, '1,ida,Ida,,,fr,,'], 2, /language must be en, de or nl/],
    ['with what is neither yes nor no', [head, '1,ida,Ida,,,,,1'], 2, /active must be yes or no/],
    ['with a cell too few', [head, '1,ida,Ida,,,,'], 2, /has 7 cells instead of 8/],
    ['with a quotation mark astray', [head, '1,"i\nda",Ida,,,,,', '2,j"o,Jo,,,,,'], 4, /quotation mark/],
  ];
  for (const [what, lines, line, trouble] of faults) {
    it(`is refused ${what}, with the line`, () => {
      assert.throws(
        () => readRosterFile(lines.join('\n')),
        (error: unknown) => {
          assert.ok(error instanceof Refusal);
          assert.equal(error.params['line'], line);
          assert.match(String(error.params['trouble']), trouble);
          return true;
        },
      );
    });
  }
});

describe('A table from a spreadsheet', () => {
  it('is read as it was written, whatever stands in its cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', ' ', '\n', '\r\n', 'ö', "'") });
    const written = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(written, (cells) => {
        // The head decides about the separator.
        const table = [['id', 'login'], ...cells];
        const quoted = (row: string[]) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        const read = readCsv(table.map(quoted).join('\r\n'));
        assert.ok('rows' in read);
        const wanted = table.filter((row) => row.some((value) => value !== ''));
        assert.deepEqual(
          read.rows.map((row) => row.cells),
          wanted,
        );
      }),
      { seed, numRuns: numberOfRuns(200) },
    );
  });

  it('may have semicolons or tabs between its cells, a byte order mark, and no last line end', () => {
    for (const separator of [';', '\t', ','])
      assert.deepEqual(readCsv(`\ufeffid${separator}name\n\n1${separator}a`), {
        rows: [
          { line: 1, cells: ['id', 'name'] },
          { line: 3, cells: ['1', 'a'] },
        ],
      });
    assert.deepEqual(readCsv('id;name\n1;'), {
      rows: [
        { line: 1, cells: ['id', 'name'] },
        { line: 2, cells: ['1', ''] },
      ],
    });
  });
});
