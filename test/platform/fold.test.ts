import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../server/platform/fold.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

describe('A name without its accents', () => {
  const names: [string, string][] = [
    ['Yıldız', 'yildiz'],
    ['YILDIZ', 'yildiz'],
    ['İsmail Demirtaş', 'ismail demirtas'],
    ['Jörg Süßmilch', 'jorg sussmilch'],
    ['GROẞMANN', 'grossmann'],
    ['Małgorzata Wójcik', 'malgorzata wojcik'],
    ['Łukaszewicz', 'lukaszewicz'],
    ['Çiğdem Öztürk', 'cigdem ozturk'],
    ['Sjoerd Brûlot', 'sjoerd brulot'],
    ['Leïla', 'leila'],
    ['Krzysztof Dąbrowski', 'krzysztof dabrowski'],
  ];
  for (const [name, folded] of names) {
    it(`finds ${name} by ${folded}`, () => {
      assert.equal(fold(name), folded);
      assert.equal(fold(name.normalize('NFD')), folded);
    });
  }

  it('is the same however often it is folded', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('aäÄàçğıİIłŁñöØßẞşûüýżźŻ-’ 1')),
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, (name) => assert.equal(fold(fold(name)), fold(name))),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});
