import assert from 'node:assert/strict';

export type Tag = { name: string; attributes: Map<string, string> };

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  '#x3D': '=',
  '#x60': '`',
};
const decode = (value: string): string =>
  value
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** Every tag in this HTML. Fails on a `<` that opens none as our templates and the Markdown renderer write them. */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const rest = html.replaceAll(
    /<!doctype html>|<\/?([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*\/?>/g,
    (whole: string, name?: string, list = '') => {
      if (!name || whole.startsWith('</')) return '';
      const pairs = [...(list as string).matchAll(/\s+([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?/g)];
      const attributes = new Map(pairs.map(([, key = '', value = '']) => [key, decode(value)]));
      tags.push({ name, attributes });
      return '';
    },
  );
  assert.doesNotMatch(rest, /</, 'no tag is of another kind');
  return tags;
}

const portal = 'https://portal.example';
const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcset', 'poster'];

/** Nothing in it runs, loads from elsewhere or leads to an address that is none of the web's. */
export function assertHarmless(html: string, what: string): void {
  for (const { name, attributes } of tagsOf(html)) {
    assert.doesNotMatch(name, /^(iframe|object|embed|base|style|img|video|audio|math|noscript)$/, what);
    if (name === 'script') assert.match(attributes.get('src') ?? '', /^\/scripts\//, what);
    for (const [key, value] of attributes) {
      assert.doesNotMatch(key, /^(on|style$|srcdoc$|http-equiv$)/i, `${what}: ${key}`);
      if (!addresses.includes(key) || value === '') continue;
      const { origin, protocol } = new URL(value, portal);
      const isElsewhere = name === 'a' && /^(https?|mailto|tel):/.test(value) && value.startsWith(protocol);
      assert.ok(origin === portal || isElsewhere, `${what}: ${key}=${value}`);
    }
  }
}
