import type { House } from '../umlauf.ts';

type Options = {
  json?: boolean | undefined;
  people?: string | undefined;
  person?: string | undefined;
  name?: string | undefined;
  scope?: string | undefined;
  'dry-run'?: boolean | undefined;
};

/** A sub-command: answers its exit code (0, or 1 for a failed verification), refuses, or finds its usage wrong. */
export type Command = (
  house: House,
  words: string[],
  options: Options,
  print: (line: string) => void,
) => Promise<number>;

export class WrongUsage extends Error {}

/** The only word given, such as a login. */
export function onlyWord(words: string[]): string {
  const [word] = words;
  if (word === undefined || words.length > 1) throw new WrongUsage();
  return word;
}

export function noWord(words: string[]): void {
  if (words.length > 0) throw new WrongUsage();
}
