import assert from 'node:assert/strict';
import { markUp, type Mark } from '../../views/announcements/mark-up.ts';

function mark(selection: string, kind: Mark): string {
  const start = selection.indexOf('<');
  const end = selection.indexOf('>') - 1;
  const whole = selection.replace(/[<>]/g, '');
  const marked = markUp(whole, start, end, kind);
  const text = whole.slice(0, marked.from) + marked.text + whole.slice(marked.to);
  return `${text.slice(0, marked.start)}<${text.slice(marked.start, marked.end)}>${text.slice(marked.end)}`;
}

describe('The buttons above the text', () => {
  it('mark what is selected and keep it selected', () => {
    assert.equal(mark('use <gate 2> now', 'bold'), 'use **<gate 2>** now');
    assert.equal(mark('use <> now', 'italic'), 'use *<>* now');
  });

  it('number the lines of a selection', () => {
    assert.equal(mark('first\n<second\nthird>', 'list'), 'first\n<1. second\n2. third>');
    assert.equal(mark('one <>line', 'list'), '1. one <>line');
  });

  it('make a link and select the address to be typed', () => {
    assert.equal(mark('see <the plan>', 'link'), 'see [the plan](<https://>)');
  });

  it('touch nothing but what they change, so that it can be undone', () => {
    const { from, to, text } = markUp('one\ntwo\nthree', 4, 7, 'list');
    assert.deepEqual([from, to, text], [4, 7, '1. two']);
  });
});
