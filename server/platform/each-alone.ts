/** Does the work for one item after the other. One that breaks holds up no other; what broke first is raised at the end. */
export async function eachAlone<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const troubles: unknown[] = [];
  for (const item of items) await work(item).catch((trouble: unknown) => void troubles.push(trouble));
  if (troubles.length > 0) throw troubles[0];
}
