/**
 * One immutable id as directories and IdPs write it: a GUID with and without hyphens, in either case, and the base64
 * of its bytes, in which Active Directory puts the first three groups the other way round.
 */
export function immutableForms(given: string): string[] {
  const forms = new Set([given, given.toLowerCase()]);
  const hex = guidIn(given);
  if (hex !== null) forms.add(hex).add(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  return [...forms];
}

/** The one form in which two ways of writing a GUID are the same; any other id counts letter by letter. */
export const oneForm = (given: string): string => guidIn(given) ?? given;

function guidIn(given: string): string | null {
  const plain = given.replace(/[{}-]/g, '').toLowerCase();
  if (/^[0-9a-f]{32}$/.test(plain)) return plain;
  return /^[A-Za-z0-9+/]{22}==$/.test(given) ? swapped(Buffer.from(given, 'base64').toString('hex')) : null;
}

const swapped = (hex: string): string =>
  hex.replace(
    /^(..)(..)(..)(..)(..)(..)(..)(..)/,
    (_all, a: string, b: string, c: string, d: string, e: string, f: string, g: string, h: string) =>
      d + c + b + a + f + e + h + g,
  );
