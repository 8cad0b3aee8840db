export type Attributes = Record<string, string | string[]>;

/** Entries in LDIF; every value in base64, whatever it holds. */
export function ldif(entries: [dn: string, attributes: Attributes][]): string {
  return entries
    .map(([dn, attributes]) => [encoded('dn', dn), ...linesOf(attributes), ''].join('\n'))
    .join('\n');
}

/** One entry is changed: the values of an attribute are replaced, by none at all too. */
export function replacement(dn: string, attribute: string, values: string[]): string {
  const lines = values.map((value) => encoded(attribute, value));
  return [encoded('dn', dn), 'changetype: modify', `replace: ${attribute}`, ...lines, '', ''].join('\n');
}

const linesOf = (attributes: Attributes): string[] =>
  Object.entries(attributes).flatMap(([name, values]) =>
    [values].flat().map((value) => encoded(name, value)),
  );

const encoded = (name: string, value: string): string => `${name}:: ${Buffer.from(value).toString('base64')}`;
