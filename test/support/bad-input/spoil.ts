const oddValues: unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 53, '', ' ', 'null', '1 OR 1=1', '../../etc/passwd'],
  ...['a\u0000b', '\u001b[31m', '\ud800', '\udc00\ud800', 'x'.repeat(100_000)],
  ...[[], [[]], {}, { $gt: '' }, { toString: 'x' }, ['x', 'y']],
];

type Json = Record<string, unknown>;

function put(target: Json, path: string[], value: unknown): Json {
  const [name = '', ...rest] = path;
  return { ...target, [name]: rest.length === 0 ? value : put(target[name] as Json, rest, value) };
}

/** The same body with one field spoilt in every way; `except` are values that this field may have. */
export function spoil(body: object, field: string, except: unknown[] = []): { name: string; body: string }[] {
  const allowed = new Set(except.map((value) => JSON.stringify(value)));
  const spoilt = oddValues
    .map((value) => ({
      value: JSON.stringify(value),
      body: JSON.stringify(put(body as Json, field.split('.'), value)),
    }))
    .filter(({ value }) => !allowed.has(value))
    .map(({ value, body: text }) => ({ name: `${field} = ${value.slice(0, 40)}`, body: text }));
  const beyond = JSON.stringify(put(body as Json, field.split('.'), 'BEYOND')).replace('"BEYOND"', '1e999');
  return [...spoilt, { name: `${field} = 1e999`, body: beyond }];
}
