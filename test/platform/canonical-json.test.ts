import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../../server/platform/canonical-json.ts';
import { contentHash } from '../../server/platform/content-hash.ts';
import { numberOfRuns, seed } from '../support/runs.ts';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
};
const json = () => fc.jsonValue({ maxDepth: 4 });
const sure = { seed, numRuns: numberOfRuns(300) };

describe('Canonical JSON', () => {
  it('sorts keys at every level, keeps the order of lists, and leaves out what is undefined', () => {
    const value = { b: [3, { d: 1, c: null }], a: 'ü"\n', ä: true, Z: undefined };
    assert.equal(canonicalJson(value), '{"a":"ü\\"\\n","b":[3,{"c":null,"d":1}],"ä":true}');
  });

  it('sorts keys by UTF-16 code units, as RFC 8785 says', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 };
    const keys = [...canonicalJson(value).matchAll(/:(\d)/g)].map(([, order]) => order);
    assert.deepEqual(keys, ['2', '4', '6', '7', '1', '5', '3']);
  });

  it('means the same as the value', () => {
    fc.assert(
      fc.property(json(), (value) => {
        assert.equal(JSON.stringify(JSON.parse(canonicalJson(value))).length, JSON.stringify(value).length);
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
      sure,
    );
  });

  it('is one text for one value, in whichever order its keys came', () => {
    fc.assert(
      fc.property(json(), (value) => assert.equal(canonicalJson(reversed(value)), canonicalJson(value))),
      sure,
    );
  });
});

describe('The content hash', () => {
  it('is SHA-256 over the canonical JSON, in hexadecimal', () => {
    const bySha256sum = '43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777';
    assert.equal(contentHash({ b: 2, a: 1 }), bySha256sum);
    assert.equal(contentHash({ a: 1, b: 2 }), bySha256sum);
  });

  it('is another for another text, however small the difference', () => {
    const text = { number: '2026-118', version: 1, title: 'Brandschutz', body: 'Tor 2' };
    const others = [{ version: 2 }, { number: '2026-119' }, { title: 'Brandschutz ' }, { body: 'Tor  2' }];
    const hashes = new Set([text, ...others.map((other) => ({ ...text, ...other }))].map(contentHash));
    assert.equal(hashes.size, 5);
  });
});
