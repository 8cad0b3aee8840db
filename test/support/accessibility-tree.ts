import type { Page } from 'playwright-core';

export type Control = { role: string; name: string; description: string };

type Value = { value?: string | number | boolean };
type Node = {
  nodeId: string;
  ignored: boolean;
  childIds?: string[];
  role?: Value;
  name?: Value;
  description?: Value;
};

const controls = [
  'link',
  'button',
  'searchbox',
  'textbox',
  'checkbox',
  'radio',
  'combobox',
  'DisclosureTriangle',
];

/** Whatever one can operate on the page, as a screen reader is told of it, in the order of reading. */
export async function readControls(page: Page): Promise<Control[]> {
  const session = await page.context().newCDPSession(page);
  const tree = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  await session.detach();
  const byId = new Map(tree.nodes.map((node) => [node.nodeId, node]));
  const read = (node: Node | undefined): Node[] =>
    node ? [node, ...(node.childIds ?? []).flatMap((id) => read(byId.get(id)))] : [];
  const text = (value: Value | undefined): string => String(value?.value ?? '').replaceAll('\u00a0', ' ');
  return read(tree.nodes[0])
    .filter((node) => !node.ignored && controls.includes(String(node.role?.value)))
    .map(({ role, name, description }) => ({
      ...{ role: text(role), name: text(name), description: text(description) },
    }));
}
