import assert from 'node:assert/strict';
import { chooseText } from '../../server/announcements/choose-text.ts';
import { fireDrill } from '../support/fire-drill.ts';

const dutch = { language: 'nl' as const, title: 'Brandveiligheid', body: 'Lees dit.' };
const inTwo = { ...fireDrill, translations: [dutch], translationsHtml: { nl: '<p>Lees dit.</p>' } };

describe('The text that a reader is shown', () => {
  it('is in his language where there is one', () => {
    const { language, title, bodyHtml, isMissing } = chooseText(inTwo, 'nl');
    assert.deepEqual([language, title, bodyHtml], ['nl', 'Brandveiligheid', '<p>Lees dit.</p>']);
    assert.equal(isMissing, false);
  });

  it('is else that of the sender, and said to be', () => {
    const { language, title, isMissing, languages } = chooseText(inTwo, 'en');
    assert.deepEqual([language, title, isMissing, languages], ['de', 'Brandschutz', true, ['de', 'nl']]);
  });

  it('is the one that he asked for, if it is there', () => {
    assert.deepEqual(
      [chooseText(inTwo, 'de', 'nl').language, chooseText(inTwo, 'nl', 'en').language],
      ['nl', 'nl'],
    );
    assert.equal(chooseText(inTwo, 'de', 'nl').isMissing, false);
  });
});
