/**
 * One immutable id as directories and IdPs write it: a GUID with and without hyphens, in either case, and the base64
 * of its bytes, in which Active Directory puts the first three groups the other way round.
 */
export function immutableForms(given: string): string[] {
  const forms = new Set([given, given.toLowerCase()]);
  const plain = given.replace(/[{}-]/g, '').toLowerCase();
  if (/^[0-9a-f]{32}$/.test(plain)) addGuid(forms, plain);
  if (/^[A-Za-z0-9+/]{22}==$/.test(given)) {
    const bytes = Buffer.from(given, 'base64').toString('hex');
    addGuid(forms, swapped(bytes));
  }
  return [...forms];
}

function addGuid(forms: Set<string>, hex: string): void {
  forms.add(hex).add(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

const swapped = (hex: string): string =>
  hex.replace(
    /^(..)(..)(..)(..)(..)(..)(..)(..)/,
    (_all, a: string, b: string, c: string, d: string, e: string, f: string, g: string, h: string) =>
      d + c + b + a + f + e + h + g,
  );
