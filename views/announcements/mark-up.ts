export type Mark = 'bold' | 'italic' | 'list' | 'link';

/** What stands from `from` to `to` becomes `text`; then `start` to `end` is selected. */
interface Marked {
  from: number;
  to: number;
  text: string;
  start: number;
  end: number;
}

const fences: Record<'bold' | 'italic', string> = { bold: '**', italic: '*' };

/** Marks what is selected from `start` to `end`; touches nothing but what changes. */
export function markUp(whole: string, start: number, end: number, mark: Mark): Marked {
  if (mark === 'list') return numberLines(whole, start, end);
  const selected = whole.slice(start, end);
  const place = { from: start, to: end };
  if (mark === 'link') {
    const address = 'https://';
    const at = start + selected.length + 3;
    return { ...place, text: `[${selected}](${address})`, start: at, end: at + address.length };
  }
  const fence = fences[mark];
  const at = start + fence.length;
  return { ...place, text: fence + selected + fence, start: at, end: at + selected.length };
}

function numberLines(whole: string, start: number, end: number): Marked {
  const from = whole.lastIndexOf('\n', start - 1) + 1;
  const lines = whole.slice(from, end).split('\n');
  const text = lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
  const after = from + text.length;
  return { from, to: end, text, start: lines.length === 1 ? after : from, end: after };
}
