import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bindNumbers } from '../../../server/platform/views/bind-numbers.ts';

const seen = (text: string): string => bindNumbers(text).replaceAll('\u00a0', '_');

describe('A number in a title', () => {
  it('stays with the word before it', () => {
    assert.equal(seen('Fluchtweg in Halle 3 gesperrt'), 'Fluchtweg in Halle_3 gesperrt');
    assert.equal(seen('Reihen 1a und 12, dann Tor 2.'), 'Reihen_1a und_12, dann Tor_2.');
    assert.equal(seen('Pflege Station 3: neue Schlüssel'), 'Pflege Station_3: neue Schlüssel');
    assert.equal(seen('Hal 3 en poort 2'), 'Hal_3 en poort_2');
    assert.equal(seen('Die Türöffnung 7'), 'Die Türöffnung_7');
  });

  it('stays with its unit, in each language', () => {
    assert.equal(seen('Donnerstag, 13:30 Uhr'), 'Donnerstag, 13:30_Uhr');
    assert.equal(seen('Übung am 5. Dezember um 10 Uhr'), 'Übung am_5._Dezember um_10_Uhr');
    assert.equal(seen('Vanaf 13.30 uur op 2 maart'), 'Vanaf 13.30_uur op_2_maart');
    assert.equal(seen('Closed from 12 December'), 'Closed from_12_December');
    assert.equal(seen('Nur bis 3,5 t und 40 km/h'), 'Nur bis 3,5_t und_40_km/h');
  });

  it('leaves the rest as it may break', () => {
    for (const text of [
      'Inventur 2026 beginnt',
      'Um 13:30 geht es los',
      'Nummer 1234 gilt nicht mehr',
      'Hubarbeitsbühnenbediener 3',
      '22:00 bis 02:00',
      '3 Uhren',
      '',
    ])
      assert.equal(bindNumbers(text), text);
  });

  it('changes nothing but spaces, and nothing twice', () => {
    const letters = fc.constantFrom(...'Tor Uhr 13:30. 5%\n\u00a0ß-é😀'.split(''));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const bound = bindNumbers(text);
        assert.equal(bound.replaceAll('\u00a0', ' '), text.replaceAll('\u00a0', ' '));
        assert.equal(bindNumbers(bound), bound);
      }),
    );
  });
});
