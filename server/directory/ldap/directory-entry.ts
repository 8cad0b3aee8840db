/** An entry as it was read; attributes by their name in lower case, since servers answer in a case of their own. */
export type DirectoryEntry = { dn: string; attributes: Map<string, Buffer[]> };

export const allOf = (entry: DirectoryEntry, attribute: string): string[] =>
  (entry.attributes.get(attribute.toLowerCase()) ?? []).map((value) => value.toString());

/** The first value that is not blank. */
export function firstOf(entry: DirectoryEntry, ...attributes: string[]): string | null {
  for (const attribute of attributes) {
    const value = allOf(entry, attribute).find((text) => text.trim() !== '');
    if (value !== undefined) return value.normalize('NFC').trim();
  }
  return null;
}

export const bytesOf = (entry: DirectoryEntry, attribute: string): Buffer | null =>
  entry.attributes.get(attribute.toLowerCase())?.[0] ?? null;
