import { DOMParser } from '@xmldom/xmldom';

export const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const metadata = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const signature = 'http://www.w3.org/2000/09/xmldsig#';

/** The root element; null for what is no well-formed XML. */
export function parseXml(xml: string): Element | null {
  const fail = (trouble: string): never => {
    throw new Error(trouble);
  };
  const parser = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } });
  try {
    return parser.parseFromString(xml, 'text/xml').documentElement as Element | null;
  } catch {
    return null;
  }
}

export const isElement = (node: Node): node is Element => node.nodeType === 1;

export const childrenOf = (parent: Element): Element[] => Array.from(parent.childNodes).filter(isElement);

export const childrenNamed = (parent: Element, namespace: string, name: string): Element[] =>
  childrenOf(parent).filter((child) => child.namespaceURI === namespace && child.localName === name);

/** Every element below this one, and itself. */
export function* everyElement(root: Element): Generator<Element> {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    yield element;
    open.push(...childrenOf(element));
  }
}

/** An attribute's value; xmldom answers an empty string for one that is not there. */
export const attributeOf = (element: Element, name: string): string | null =>
  element.hasAttribute(name) ? element.getAttribute(name) : null;

/** The text of an element that holds nothing but text; null otherwise. */
export function textOf(element: Element): string | null {
  const nodes = Array.from(element.childNodes);
  return nodes.every(({ nodeType }) => nodeType === 3)
    ? nodes.map(({ nodeValue }) => nodeValue ?? '').join('')
    : null;
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => named[sign] ?? '');
