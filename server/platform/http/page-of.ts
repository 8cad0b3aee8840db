/** A page of a list that was asked for one more than fits; `next` is what to give as `after`, null at the end. */
export function pageOf<T>(
  found: T[],
  limit: number,
  key: (item: T) => string,
): { items: T[]; next: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last !== undefined ? key(last) : null };
}
