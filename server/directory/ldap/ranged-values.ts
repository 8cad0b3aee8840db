import type { DirectoryEntry } from './directory-entry.ts';
import { DirectoryFault } from './directory-fault.ts';
import { anything, type OpenDirectory } from './open-directory.ts';

/** Active Directory gives 1,500 values at once, under `member;range=0-1499`; the rest must be asked for. */
export async function completeRanges(directory: OpenDirectory, entries: DirectoryEntry[]): Promise<void> {
  for (const { dn, attributes } of entries)
    for (const [key, values] of [...attributes]) {
      const range = readRange(key);
      if (!range) continue;
      attributes.delete(key);
      attributes.set(range.attribute, await readOn(directory, dn, range, values));
    }
}

type Range = { attribute: string; from: number; isLast: boolean };

function readRange(key: string): Range | null {
  const [, attribute = '', from = '', to = ''] = /^([^;]+);range=(\d+)-(\d+|\*)$/.exec(key) ?? [];
  return attribute === '' ? null : { attribute, from: Number(from), isLast: to === '*' };
}

async function readOn(
  directory: OpenDirectory,
  dn: string,
  first: Range,
  values: (string | Buffer)[],
): Promise<(string | Buffer)[]> {
  const all = [...values];
  for (let { isLast } = first; !isLast;) {
    const asked = `${first.attribute};range=${all.length}-*`;
    const [entry] = await directory.search({
      ...{ base: dn, scope: 'base', filter: anything, attributes: [asked] },
    });
    const next = [...(entry?.attributes ?? [])].find(([key]) => readRange(key)?.from === all.length);
    if (!next || next[1].length === 0)
      throw new DirectoryFault('incomplete', `the directory gives only a part of ${first.attribute}`);
    all.push(...next[1]);
    isLast = readRange(next[0])?.isLast ?? false;
  }
  return all;
}
