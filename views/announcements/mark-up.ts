export type Mark = 'bold' | 'italic' | 'list' | 'link';

interface Marked {
  text: string;
  start: number;
  end: number;
}

const fences: Record<'bold' | 'italic', string> = { bold: '**', italic: '*' };

/** Marks what is selected from `start` to `end`, and says what is to be selected afterwards. */
export function markUp(text: string, start: number, end: number, mark: Mark): Marked {
  if (mark === 'list') return numberLines(text, start, end);
  const selected = text.slice(start, end);
  if (mark === 'link') {
    const from = start + selected.length + 3;
    return {
      ...splice(text, start, end, `[${selected}](https://)`),
      start: from,
      end: from + 'https://'.length,
    };
  }
  const fence = fences[mark];
  const from = start + fence.length;
  return { ...splice(text, start, end, fence + selected + fence), start: from, end: from + selected.length };
}

function numberLines(text: string, start: number, end: number): Marked {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(lineStart, end).split('\n');
  const numbered = lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
  const marked = splice(text, lineStart, end, numbered);
  return lines.length === 1 ? { ...marked, start: marked.end } : marked;
}

function splice(text: string, start: number, end: number, inserted: string): Marked {
  return { text: text.slice(0, start) + inserted + text.slice(end), start, end: start + inserted.length };
}
