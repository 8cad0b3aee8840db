import { isPlainText } from '../../platform/http/parse.ts';
import { Refusal } from '../../platform/refusal.ts';
import { enterpriseUrn, groupUrn, userUrn } from './scim-urns.ts';

/** `attribute` in lower case, with its sub-attribute after a dot. */
export type Comparison = { attribute: string; value: string | boolean };

/** `name.familyName`, `emails[type eq "work"].value`, `urn:…:User:department`. */
export type AttributePath = { attribute: string; sub: string | null; only: Comparison[] | null };

const longest = 1000;
const value = String.raw`"(?:[^"\\]|\\.)*"|true|false`;
const attribute = String.raw`[a-z$][\w$:.-]*`;
// An attribute with another condition in brackets stands for that one as well: one mail address is all that is kept.
const comparison = new RegExp(
  String.raw`\s*(?:(${attribute})\[([^[\]]*)\]\.(\w+)|(${attribute}))\s+eq\s+(${value})\s*(and\s|$)`,
  'iy',
);
const path = new RegExp(String.raw`^(${attribute})(?:\[([^[\]]*)\](?:\.(\w+))?)?$`, 'i');

const refused = (reason: 'scim-filter' | 'scim-path', given: string) =>
  new Refusal('malformed', reason, { params: { path: given.slice(0, longest) } });

/**
 * The comparisons of a filter (RFC 7644 section 3.4.2.2), all of which must hold. Taken are `eq` and `and`, with which
 * IdPs look people and groups up; anything else is refused.
 */
export function readFilter(filter: string): Comparison[] {
  if (filter.length > longest) throw refused('scim-filter', filter);
  const found: Comparison[] = [];
  let at = 0;
  for (let goesOn = true; goesOn;) {
    comparison.lastIndex = at;
    const [whole = '', root, condition, sub, plain = '', literal = '', tail = ''] =
      comparison.exec(filter) ?? [];
    if (whole === '') throw refused('scim-filter', filter);
    if (condition !== undefined) readFilter(condition);
    const name = root === undefined ? plain : `${root}.${sub ?? ''}`;
    found.push({ attribute: withoutUrn(name).toLowerCase(), value: readValue(literal, filter) });
    at += whole.length;
    goesOn = tail !== '';
  }
  return found;
}

function readValue(literal: string, filter: string): string | boolean {
  if (!literal.startsWith('"')) return literal.toLowerCase() === 'true';
  let text: string;
  try {
    text = JSON.parse(literal) as string;
  } catch {
    throw refused('scim-filter', filter);
  }
  if (!isPlainText(text)) throw refused('scim-filter', filter);
  return text;
}

/** What a PATCH speaks of (RFC 7644 section 3.5.2). */
export function readPath(given: string): AttributePath {
  const [, name = '', condition, after] = (given.length > longest ? null : path.exec(given)) ?? [];
  if (name === '') throw refused('scim-path', given);
  const only = condition === undefined ? null : readFilter(condition);
  const enterprise = enterpriseUrn.toLowerCase();
  if (name.toLowerCase() === enterprise) return { attribute: enterpriseUrn, sub: null, only };
  if (name.toLowerCase().startsWith(`${enterprise}:`))
    return { attribute: enterpriseUrn, sub: name.slice(enterprise.length + 1), only };
  const plain = withoutUrn(name);
  if (/^urn:/i.test(plain)) return { attribute: plain, sub: null, only };
  const [attributeName = '', sub] = plain.split(/\.(.*)/s);
  return { attribute: attributeName, sub: after ?? sub ?? null, only };
}

const withoutUrn = (name: string): string =>
  [userUrn, groupUrn].reduce(
    (rest, urn) =>
      rest.toLowerCase().startsWith(`${urn.toLowerCase()}:`) ? rest.slice(urn.length + 1) : rest,
    name,
  );
