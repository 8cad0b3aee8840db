import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isMeant, mentionBefore, readMentions, writeMentions } from '../../views/channels/mentions.ts';

const anna = '0'.repeat(32);
const ann = '1'.repeat(32);

describe('A mention, as it is typed and as it is sent', () => {
  it('names whoever was chosen, the longest name first, and nobody by chance', () => {
    const known = new Map([
      ['Ann', ann],
      ['Anna Krause', anna],
      ['alle', 'all'],
    ]);
    assert.equal(
      writeMentions('@Anna Krause und @Ann, @alle: ann@Ann.de @Annabell', known),
      `@[Anna Krause](person:${anna}) und @[Ann](person:${ann}), @[alle](all): ann@Ann.de @Annabell`,
    );
    assert.equal(writeMentions('@alle', new Map()), '@alle', 'typed, not chosen');
  });

  it('is read back as it was typed', () => {
    const name = fc
      .stringMatching(/^[A-Za-zıŞğ.'-]{1,12}( [A-Za-zıŞğ.'-]{1,12})?$/)
      .filter((n) => n.trim() === n);
    fc.assert(
      fc.property(name, fc.constantFrom('', 'Hallo '), (given, before) => {
        const known = new Map([[given, anna]]);
        const sent = writeMentions(`${before}@${given} ja`, known);
        assert.equal(sent, `${before}@[${given}](person:${anna}) ja`);
        assert.equal(readMentions(sent, new Map()), `${before}@${given} ja`);
      }),
    );
  });

  it('is begun by an @ before the cursor, also in the middle of a name', () => {
    assert.deepEqual(mentionBefore('Hallo @meh', 10), { from: 6, typed: 'meh' });
    assert.deepEqual(mentionBefore('@Mehmet Ayd', 11), { from: 0, typed: 'Mehmet Ayd' });
    assert.equal(mentionBefore('mail@haus', 9), null);
    assert.equal(mentionBefore('Hallo @meh, gut', 15), null);
  });

  it('is found by the beginning of any word of the name, whatever its accents', () => {
    assert.ok(isMeant('Çiğdem Öztürk', 'cig'));
    assert.ok(isMeant('Çiğdem Öztürk', 'ozt'));
    assert.ok(isMeant('Ben Yıldız', 'yil'));
    assert.ok(!isMeant('Ben Yıldız', 'diz'));
  });
});
