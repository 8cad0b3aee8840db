import assert from 'node:assert/strict';
import { growthOf, isLevel, type Holding } from './endurance/level.ts';

const holding: Holding = { residentMb: 200, heapMb: 60, handles: 2010, files: 2040 };
const over = (moments: number, at: (moment: number) => Partial<Holding>): Holding[] =>
  Array.from({ length: moments }, (_, moment) => ({ ...holding, ...at(moment) }));

describe('What a process holds', () => {
  it('is level when it only comes and goes', () => {
    assert.ok(
      isLevel(growthOf(over(90, (at) => ({ heapMb: 60 + 8 * Math.sin(at), files: 2040 + (at % 5) })))),
    );
    assert.ok(isLevel(growthOf(over(1, () => ({})))));
  });

  it('is not level when memory, handles or files leak', () => {
    for (const leak of [
      (at: number) => ({ residentMb: 200 + at / 2 }),
      (at: number) => ({ heapMb: 60 + at / 4 }),
      (at: number) => ({ handles: 2010 + at }),
      (at: number) => ({ files: 2040 + at }),
    ])
      assert.ok(!isLevel(growthOf(over(90, leak))), leak.toString());
  });
});
