import { demand } from './check-message.ts';
import { assertion, attributeOf, childrenNamed, textOf } from './xml.ts';

const mostValues = 2000;

/** Every attribute with its values. One that stands there twice means something else to each reader, and is refused. */
export function readAttributes(root: Element): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  const elements = childrenNamed(root, assertion, 'AttributeStatement').flatMap((statement) =>
    childrenNamed(statement, assertion, 'Attribute'),
  );
  for (const element of elements) {
    const name = attributeOf(element, 'Name') ?? '';
    demand(name !== '' && !attributes.has(name), 'an attribute that stands there twice');
    const values = childrenNamed(element, assertion, 'AttributeValue').map(textOf);
    demand(values.length <= mostValues, 'too many values');
    attributes.set(
      name,
      values.flatMap((value) => (value === null ? [] : [value.trim()])).filter((value) => value !== ''),
    );
  }
  return attributes;
}

/** The values of the first of these attributes that has any. */
export const valuesOf = (attributes: Map<string, string[]>, names: string[]): string[] =>
  names.map((name) => attributes.get(name) ?? []).find((values) => values.length > 0) ?? [];
