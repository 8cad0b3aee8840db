import { fold } from '../../platform/fold.ts';

/** A word, or a sign such as an emoji, which is one by itself. */
const word = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu;
const longestWord = 40;
const shortestEnding = 4;
const mostTokens = 3000;
export const mostQueryWords = 10;

const umlaut = /([aou])\u0308/gi;

/** As one types it on a keyboard that has no umlauts. */
const spellOut = (text: string): string => text.normalize('NFKD').replace(umlaut, '$1e');

const split = (text: string): string[] =>
  (fold(text).match(word) ?? []).map((piece) => [...piece].slice(0, longestWord).join(''));

/** Each word with all the ways in which it may be written: "Öl" is found as "öl", "oel" and "ol". */
function spellings(text: string): string[][] {
  const spelledOut = split(spellOut(text));
  return split(text).map((piece, at) => [...new Set([piece, spelledOut[at] ?? piece])]);
}

/** What a word ends in, from its second letter on: German writes "Absauganlage" and asks for "Anlage". */
function endings(piece: string): string[] {
  const letters = [...piece];
  const count = Math.max(0, letters.length - shortestEnding);
  return Array.from({ length: count }, (_, at) => letters.slice(at + 1).join(''));
}

/** What a text is found by, by its beginning: its words, then what they end in, up to a bound. */
export function searchTokens(text: string): string[] {
  const words = new Set(spellings(text).flat());
  const all = new Set([...words, ...[...words].flatMap(endings)]);
  return [...all].slice(0, mostTokens);
}

/** A word that is asked for: any of its spellings, as the beginning of a token. */
export type QueryWord = string[];

/** All of these must be found. Whatever is no word counts for nothing: there are no operators. */
export function queryWords(query: string): QueryWord[] {
  const words = spellings(query).map((word) => [word.join(' '), word] as const);
  return [...new Map(words).values()];
}

type Stretch = { start: number; end: number };

/** Where in a text the words stand that are asked for. */
export function findWords(text: string, words: QueryWord[]): Stretch[] {
  const wanted = words.flat();
  return [...text.matchAll(word)].flatMap(({ 0: found, index }) => {
    const tokens = searchTokens(found);
    const isWanted = tokens.some((token) => wanted.some((beginning) => token.startsWith(beginning)));
    return isWanted ? [{ start: index, end: index + found.length }] : [];
  });
}
