import { renderMarkdown } from '../../platform/markdown.ts';

export type FittedText = { html: string; isCut: boolean };

/** How many bytes a string takes inside of JSON. */
export const bytesInJson = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

/** A rendered text of at most so many bytes in JSON: whole, or cut after a word of its source. */
export function fitText({ body, bodyHtml }: { body: string; bodyHtml: string }, room: number): FittedText {
  if (bytesInJson(bodyHtml) <= room) return { html: bodyHtml, isCut: false };
  for (let most = room; most > 0;) {
    const source = cutAfterWord(body, most);
    const html = renderMarkdown(`${source} …`);
    const bytes = bytesInJson(html);
    if (bytes <= room) return { html, isCut: true };
    most = Math.min(Buffer.byteLength(source) - 1, Math.floor((most * room) / bytes));
  }
  return { html: '', isCut: true };
}

/** At most so many bytes of a longer text. A word that alone is longer ends between two characters as people count them. */
function cutAfterWord(text: string, bytes: number): string {
  const start = new TextDecoder().decode(Buffer.from(text).subarray(0, bytes), { stream: true });
  const at = Math.max(start.lastIndexOf(' '), start.lastIndexOf('\n'));
  if (at > 0) return start.slice(0, at).trimEnd();
  const characters = [...new Intl.Segmenter().segment(start)];
  return start.slice(0, characters.at(-1)?.index ?? 0);
}
