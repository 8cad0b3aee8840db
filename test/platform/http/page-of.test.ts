import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pageOf } from '../../../server/platform/http/page-of.ts';
import { numberOfRuns, seed } from '../../support/runs.ts';

const same = (item: string): string => item;

describe('A page of a list', () => {
  it('names where the next begins only when there is a next', () => {
    assert.deepEqual(pageOf(['a', 'b', 'c'], 2, same), { items: ['a', 'b'], next: 'b' });
    assert.deepEqual(pageOf(['a', 'b'], 2, same), { items: ['a', 'b'], next: null });
    assert.deepEqual(pageOf([], 2, same), { items: [], next: null });
  });

  it('leads through any list to its end, each item once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 10 }), (all, limit) => {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const start = after === null ? 0 : all.indexOf(after) + 1;
          const page: { items: string[]; next: string | null } = pageOf(
            all.slice(start, start + limit + 1),
            limit,
            same,
          );
          seen.push(...page.items);
          after = page.next;
        } while (after !== null);
        assert.deepEqual(seen, all);
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });
});
