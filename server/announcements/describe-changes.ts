import { diffWords, type ChangeObject } from 'diff';
import { plainText } from '../platform/markdown.ts';

type Text = { title: string; body: string };

type Wording = { kind: 'same' | 'added' | 'removed'; text: string };

/** A paragraph in which words have changed, or the title; `isAfterGap`: what stands between is as it was. */
export type ChangedPassage = { isTitle: boolean; isAfterGap: boolean; wordings: Wording[] };

// Texts that differ in more than this have nothing in common that a reader would look for.
const mostEdits = 400;

/** What has changed in the words of a text: the paragraphs concerned alone. Empty: only its form, or nothing. */
export function describeChanges(before: Text, after: Text): ChangedPassage[] {
  const title = splitPassages(compare(before.title, after.title)).filter(isChanged);
  const body = splitPassages(compare(plainText(before.body), plainText(after.body)));
  const changed = [...body.entries()].filter(([, wordings]) => isChanged(wordings));
  return [
    ...title.map((wordings) => ({ isTitle: true, isAfterGap: false, wordings })),
    ...changed.map(([at, wordings], index) => {
      const last = changed[index - 1]?.[0] ?? -1;
      const isAfterGap = body.slice(last + 1, at).some((between) => between.length > 0);
      return { isTitle: false, isAfterGap, wordings };
    }),
  ];
}

function compare(before: string, after: string): Wording[] {
  const whole = [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after },
  ];
  const changes = diffWords(before, after, { maxEditLength: mostEdits });
  return changes ? changes.map(({ value, ...change }) => ({ kind: kindOf(change), text: value })) : whole;
}

const kindOf = ({ added, removed }: Omit<ChangeObject<string>, 'value'>): Wording['kind'] =>
  added ? 'added' : removed ? 'removed' : 'same';

function splitPassages(wordings: Wording[]): Wording[][] {
  const passages: Wording[][] = [[]];
  for (const { kind, text } of wordings) {
    for (const [at, line] of text.split('\n').entries()) {
      if (at > 0) passages.push([]);
      if (line !== '') passages.at(-1)?.push({ kind, text: line });
    }
  }
  return passages;
}

const isChanged = (wordings: Wording[]): boolean =>
  wordings.some(({ kind, text }) => kind !== 'same' && text.trim() !== '');
