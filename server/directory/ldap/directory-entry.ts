/**
 * An entry as it was read; attributes by their name in lower case, since servers answer in a case of their own. Values
 * are bytes where the attribute is not text, or where its bytes are not UTF-8.
 */
export type DirectoryEntry = { dn: string; attributes: Map<string, (string | Buffer)[]> };

export const allOf = (entry: DirectoryEntry, attribute: string): string[] =>
  (entry.attributes.get(attribute.toLowerCase()) ?? []).map((value) => value.toString());

/** The first value that is not blank. */
export function firstOf(entry: DirectoryEntry, ...attributes: string[]): string | null {
  for (const attribute of attributes) {
    for (const value of entry.attributes.get(attribute.toLowerCase()) ?? []) {
      const text = value.toString().trim();
      if (text !== '') return text.normalize('NFC');
    }
  }
  return null;
}

/** Of an attribute that is not text. */
export function bytesOf(entry: DirectoryEntry, attribute: string): Buffer | null {
  const [value] = entry.attributes.get(attribute.toLowerCase()) ?? [];
  return Buffer.isBuffer(value) ? value : null;
}
