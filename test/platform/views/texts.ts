import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { languagesRoot, type Language } from '../../../server/platform/views/languages.ts';

type Tree = { [key: string]: string | Tree };

/** Every text of a language by its full key, as `pages:inbox.title`. */
export function readTexts(language: Language): Map<string, string> {
  const folder = join(languagesRoot, language);
  return new Map(
    readdirSync(folder).flatMap((file) => flatten(readTree(join(folder, file)), namespaceOf(file))),
  );
}

export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{\s*-?\s*(\w+)[^}]*\}\}/g)].map(([, name = '']) => name).sort();
}

function readTree(path: string): Tree {
  return JSON.parse(readFileSync(path, 'utf8')) as Tree;
}

function namespaceOf(file: string): string {
  return `${basename(file, '.json')}:`;
}

function flatten(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}
