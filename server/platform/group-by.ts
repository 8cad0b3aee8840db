/** Rows under the key that each has, in their order. */
export function groupBy<Row, Item = Row>(
  rows: Row[],
  keyOf: (row: Row) => string,
  toItem: (row: Row) => Item = (row) => row as unknown as Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known) known.push(toItem(row));
    else groups.set(key, [toItem(row)]);
  }
  return groups;
}
