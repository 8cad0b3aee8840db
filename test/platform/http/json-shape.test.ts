import assert from 'node:assert/strict';
import fc from 'fast-check';
import { refuseOddJson } from '../../../server/platform/http/json-shape.ts';
import { refusesAs } from '../../support/refuses-as.ts';
import { numberOfRuns, seed } from '../../support/runs.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const oddKey = refusesAs('malformed', 'json-key');

describe('JSON that a person or a program sends', () => {
  it('may not give a key twice in one object', () => {
    for (const source of [
      '{"a":1,"a":2}',
      '{"x":{"a":1,"b":[],"a":2}}',
      '[{"a":1 , "a" :2}]',
      '{"a":1,"\\u0061":2}',
    ]) {
      assert.throws(() => refuseOddJson(source), oddKey, source);
    }
  });

  it('may give the same key in different objects, and the same text as a value', () => {
    for (const source of [
      '[{"a":1},{"a":2}]',
      '{"a":{"a":{"a":1}}}',
      '{"a":"a","b":"a"}',
      '["a","a"]',
      '{"a":"b:","b":"\\"a\\":1"}',
    ]) {
      refuseOddJson(source);
    }
  });

  it('may not reach for the prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
      assert.throws(() => refuseOddJson(`{"x":[{"${key}":{}}]}`), oddKey, key);
    }
    refuseOddJson('{"title":"__proto__"}');
  });

  it('may be 32 levels deep and no deeper', () => {
    refuseOddJson(nested(32));
    assert.throws(() => refuseOddJson(nested(33)), refusesAs('malformed', 'json-too-deep'));
    assert.throws(() => refuseOddJson('{"a":'.repeat(33)), refusesAs('malformed', 'json-too-deep'));
    refuseOddJson(`"${'['.repeat(40)}"`);
  });

  it('is left to the parser where it is no JSON at all', () => {
    for (const source of ['', '{', '}}}]', '"', '"\\', '{"a', '{"\\x":1}', '{"a\n":1}', ':::', 'null'])
      refuseOddJson(source);
  });

  it('is taken whenever it was written by JSON.stringify', () => {
    const odd = /"(__proto__|constructor|prototype)":/;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (source) => {
        fc.pre(!odd.test(source));
        refuseOddJson(source);
      }),
      { seed, numRuns: numberOfRuns(100) },
    );
  });

  it('is read in one go: a quarter of a megabyte of open quotes holds nobody up', () => {
    for (const unit of ['\\"', '"', '{"', '[', '\\']) {
      const source = `{"${unit.repeat(262_144 / unit.length)}`;
      const startedAt = performance.now();
      try {
        refuseOddJson(source);
      } catch (error) {
        assert.ok(refusesAs('malformed', 'json-too-deep')(error) || oddKey(error));
      }
      assert.ok(performance.now() - startedAt < 1000, `${unit} took too long`);
    }
  });
});
