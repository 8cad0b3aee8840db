import { Refusal } from '../refusal.ts';

const deepest = 32;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
// A string that never ends is a token too: otherwise each of its quotes would begin a search of all the rest.
const tokens = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[{}[\],:]/gs;

/**
 * Refuses what JSON.parse would take without a word: a key given twice (RFC 8259 section 4 leaves its meaning
 * open), keys that reach for the prototype, and nesting beyond 32 levels. Reads tokens, builds nothing.
 */
export function refuseOddJson(source: string): void {
  const open: (Set<string> | null)[] = [];
  let previous = '';
  let lastString = '';
  for (const [token] of source.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : null) > deepest)
        throw new Refusal('malformed', 'json-too-deep');
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ':' && previous === 'string') {
      refuseKey(open.at(-1), lastString);
    }
    previous = token.startsWith('"') ? 'string' : token;
    if (previous === 'string') lastString = token;
  }
}

function refuseKey(keys: Set<string> | null | undefined, quoted: string): void {
  let key: string;
  try {
    key = JSON.parse(quoted) as string;
  } catch {
    return; // the parser proper will say so
  }
  if (forbidden.has(key) || keys?.has(key)) throw new Refusal('malformed', 'json-key', { params: { key } });
  keys?.add(key);
}
