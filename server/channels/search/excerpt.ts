import { findWords, type QueryWord } from './search-words.ts';

/** A piece of an excerpt; `isFound`: these are words that were asked for. */
export type ExcerptPiece = { text: string; isFound: boolean };

const longest = 240;
const before = 60;

/** The words around the first that was asked for, in one line; with none, how the text begins. */
export function cutExcerpt(text: string, words: QueryWord[]): ExcerptPiece[] {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const found = findWords(line, words);
  const start = wordBefore(line, Math.max(0, (found[0]?.start ?? 0) - before));
  const end = wordAfter(line, Math.min(line.length, start + longest));
  const pieces: ExcerptPiece[] = [];
  let at = start;
  const take = (to: number, isFound: boolean): void => {
    if (to > at) pieces.push({ text: line.slice(at, to), isFound });
    at = Math.max(at, to);
  };
  for (const stretch of found.filter((each) => each.end <= end)) {
    take(stretch.start, false);
    take(stretch.end, true);
  }
  take(end, false);
  if (start > 0) pieces.unshift({ text: '… ', isFound: false });
  if (end < line.length) pieces.push({ text: ' …', isFound: false });
  return pieces;
}

const longestStep = 40;

/** Where the word begins in which this place is, unless it is a very long one. */
function wordBefore(line: string, place: number): number {
  if (place === 0) return 0;
  const space = line.lastIndexOf(' ', place);
  return space >= place - longestStep ? space + 1 : place;
}

function wordAfter(line: string, place: number): number {
  const space = line.indexOf(' ', place);
  if (space === -1) return line.length - place <= longestStep ? line.length : place;
  return space <= place + longestStep ? space : place;
}
