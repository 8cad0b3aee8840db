import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  id,
  instant,
  pageQuery,
  parse,
  pathId,
  repeated,
  text,
} from '../../../server/platform/http/parse.ts';
import { newId } from '../../../server/platform/ids.ts';
import { Refusal } from '../../../server/platform/refusal.ts';
import { refusesAs } from '../../support/refuses-as.ts';

const malformed = refusesAs('malformed', 'malformed-field');

describe('What is sent', () => {
  it('is refused with the name of the field that is wrong', () => {
    const schema = z.strictObject({ audience: z.strictObject({ teams: z.array(id()) }) });
    const wrong: [unknown, string][] = [
      [{ audience: { teams: ['x'] } }, 'audience.teams.0'],
      [{ audience: {} }, 'audience.teams'],
      [undefined, ''],
    ];
    for (const [input, field] of wrong) {
      assert.throws(
        () => parse(schema, input),
        (error) => malformed(error) && error instanceof Refusal && error.field === field,
      );
    }
    assert.throws(() => parse(schema, { audience: { teams: [] }, more: 1 }), malformed);
  });

  it('is text without control characters and half characters', () => {
    for (const fine of ['', 'Zeile\r\nund\tTab', 'Yıldız 😀', '<script>'])
      assert.equal(parse(text(), fine), fine);
    for (const odd of ['a\u0000b', '\u001b[0m', '\u007f', '\ud800', 'x\udc00'])
      assert.throws(() => parse(text(), odd), malformed);
  });

  it('names instants with their offset', () => {
    const noon = Date.UTC(2027, 0, 15, 12);
    for (const same of ['2027-01-15T12:00:00Z', '2027-01-15T13:00:00+01:00', '2027-01-15T12:00:00.000Z']) {
      assert.equal(parse(instant(), same), noon);
    }
    for (const wrong of ['2027-01-15', '2027-01-15T12:00:00', '2027-02-30T12:00:00Z', 1, null]) {
      assert.throws(() => parse(instant(), wrong), malformed);
    }
  });

  it('may repeat a form field, or leave it out', () => {
    const field = repeated(z.string());
    assert.deepEqual(
      [undefined, 'a', ['a', 'b']].map((given) => parse(field, given)),
      [[], ['a'], ['a', 'b']],
    );
    assert.throws(() => parse(field, Array(5001).fill('a')), malformed);
  });

  it('asks for pages of 1 to 100, and 50 unless said otherwise', () => {
    const query = z.strictObject(pageQuery);
    assert.deepEqual(parse(query, {}), { limit: 50 });
    const after = newId();
    assert.deepEqual(parse(query, { limit: '100', after }), { limit: 100, after });
    assert.throws(() => parse(query, { after: 'x' }), malformed);
    for (const limit of ['0', '101', '-1', '1.5', 'many'])
      assert.throws(() => parse(query, { limit }), malformed);
  });
});

describe('An id in a path', () => {
  it('is 32 hexadecimal digits; anything else names nothing', () => {
    const known = newId();
    assert.equal(pathId(known), known);
    for (const wrong of [
      '',
      'x',
      known.toUpperCase().replace(/\d/g, 'A'),
      `${known}0`,
      ` ${known}`,
      [known],
      undefined,
    ]) {
      assert.throws(() => pathId(wrong), refusesAs('not-found'));
    }
  });
});
